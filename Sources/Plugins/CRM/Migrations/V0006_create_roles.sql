-- Roles under Twenty's names. The registry says who is let in, and as owner, admin, member or viewer; a role in here narrows that
-- for the members and API keys that have it, and widens it for nobody.
CREATE TABLE core."role" (
    "id" uuid PRIMARY KEY DEFAULT public.uuid_generate_v4(),
    "universalIdentifier" uuid UNIQUE,
    "label" text NOT NULL CHECK (char_length("label") BETWEEN 1 AND 100),
    "description" text,
    "icon" text,
    -- The role of the registry that the row stands for.
    "standardRole" text UNIQUE CHECK ("standardRole" IN ('owner', 'admin', 'member', 'viewer')),
    "canUpdateAllSettings" boolean NOT NULL DEFAULT false,
    "canAccessAllTools" boolean NOT NULL DEFAULT false,
    "canReadAllObjectRecords" boolean NOT NULL DEFAULT false,
    "canUpdateAllObjectRecords" boolean NOT NULL DEFAULT false,
    "canSoftDeleteAllObjectRecords" boolean NOT NULL DEFAULT false,
    "canDestroyAllObjectRecords" boolean NOT NULL DEFAULT false,
    "canBeAssignedToUsers" boolean NOT NULL DEFAULT true,
    "canBeAssignedToApiKeys" boolean NOT NULL DEFAULT true,
    "isEditable" boolean NOT NULL DEFAULT true,
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT "role_writing_needs_reading" CHECK (
        "canReadAllObjectRecords"
        OR NOT ("canUpdateAllObjectRecords" OR "canSoftDeleteAllObjectRecords" OR "canDestroyAllObjectRecords"))
);
CREATE UNIQUE INDEX "role_label_unique" ON core."role" (lower("label"));

INSERT INTO core."role"
    ("id", "label", "standardRole", "canUpdateAllSettings", "canAccessAllTools", "canReadAllObjectRecords", "canUpdateAllObjectRecords",
    "canSoftDeleteAllObjectRecords", "canDestroyAllObjectRecords", "isEditable")
VALUES
    ('5d3a4a5e-0b0e-5d0a-9a39-6d5a36a2c001', 'Owner', 'owner', true, true, true, true, true, true, false),
    ('5d3a4a5e-0b0e-5d0a-9a39-6d5a36a2c002', 'Admin', 'admin', true, true, true, true, true, true, false),
    ('5d3a4a5e-0b0e-5d0a-9a39-6d5a36a2c003', 'Member', 'member', false, true, true, true, true, true, false),
    ('5d3a4a5e-0b0e-5d0a-9a39-6d5a36a2c004', 'Viewer', 'viewer', false, true, true, false, false, false, false);

-- What a role may do with one object; NULL leaves it to the role's own flag.
CREATE TABLE core."objectPermission" (
    "id" uuid PRIMARY KEY DEFAULT public.uuid_generate_v4(),
    "roleId" uuid NOT NULL REFERENCES core."role" ("id") ON DELETE CASCADE,
    "objectMetadataId" uuid NOT NULL REFERENCES core."objectMetadata" ("id") ON DELETE CASCADE,
    "canReadObjectRecords" boolean,
    "canUpdateObjectRecords" boolean,
    "canSoftDeleteObjectRecords" boolean,
    "canDestroyObjectRecords" boolean,
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    UNIQUE ("roleId", "objectMetadataId"),
    CONSTRAINT "objectPermission_writing_needs_reading" CHECK (
        "canReadObjectRecords" IS DISTINCT FROM false
        OR NOT (
            COALESCE("canUpdateObjectRecords", false) OR COALESCE("canSoftDeleteObjectRecords", false)
            OR COALESCE("canDestroyObjectRecords", false)))
);
CREATE INDEX ON core."objectPermission" ("objectMetadataId");

-- Which fields a role may not see or not write; NULL restricts nothing.
CREATE TABLE core."fieldPermission" (
    "id" uuid PRIMARY KEY DEFAULT public.uuid_generate_v4(),
    "roleId" uuid NOT NULL REFERENCES core."role" ("id") ON DELETE CASCADE,
    "objectMetadataId" uuid NOT NULL REFERENCES core."objectMetadata" ("id") ON DELETE CASCADE,
    "fieldMetadataId" uuid NOT NULL REFERENCES core."fieldMetadata" ("id") ON DELETE CASCADE,
    "canReadFieldValue" boolean CHECK (NOT "canReadFieldValue"),
    "canUpdateFieldValue" boolean CHECK (NOT "canUpdateFieldValue"),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    UNIQUE ("roleId", "fieldMetadataId")
);
CREATE INDEX ON core."fieldPermission" ("objectMetadataId");
CREATE INDEX ON core."fieldPermission" ("fieldMetadataId");

-- Who has which role, by account. An API key's role stands with the key, in the registry.
CREATE TABLE core."roleTarget" (
    "id" uuid PRIMARY KEY DEFAULT public.uuid_generate_v4(),
    "roleId" uuid NOT NULL REFERENCES core."role" ("id"),
    "userId" uuid NOT NULL UNIQUE,
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON core."roleTarget" ("roleId");
