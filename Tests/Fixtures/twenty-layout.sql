-- Reshapes a workspace of our own migrations into what a Twenty server keeps: many workspaces' metadata in one schema `core`, told
-- apart by "workspaceId", with Twenty's columns; the records in a schema named after the workspace; no counts, roles or jobs of ours.
-- Run by a superuser in a clone of the template. The role `twenty` owns all of it afterwards, as Twenty's server does.
ALTER SCHEMA workspace RENAME TO "workspace_1wgvd1injqtife6y4rvfbu3h5";

DROP FUNCTION core."countInserted"() CASCADE;
DROP FUNCTION core."countDeleted"() CASCADE;
DROP FUNCTION core."countRevived"() CASCADE;
DROP FUNCTION core."countTruncated"() CASCADE;
DROP FUNCTION core."countRecords"(regclass, uuid);
DROP FUNCTION core."addToRecordCount"(uuid, bigint);
DROP FUNCTION core."renewFingerprint"() CASCADE;
DROP TABLE core."recordCount", core."objectPermission", core."fieldPermission", core."roleTarget", core."role", core."job",
    core."workspace";

ALTER TABLE core."objectMetadata" RENAME TO "ourObject";
ALTER TABLE core."fieldMetadata" RENAME TO "ourField";
ALTER TABLE core."indexMetadata" RENAME TO "ourIndex";

CREATE TYPE core."workspace_activationStatus_enum" AS ENUM
    ('ONGOING_CREATION', 'PENDING_CREATION', 'ACTIVE', 'INACTIVE', 'SUSPENDED');
CREATE TABLE core."workspace" (
    "id" uuid PRIMARY KEY DEFAULT public.uuid_generate_v4(),
    "domainName" varchar,
    "displayName" varchar,
    "inviteHash" varchar,
    "subdomain" varchar NOT NULL UNIQUE,
    "databaseSchema" varchar NOT NULL DEFAULT '',
    "metadataVersion" integer NOT NULL DEFAULT 1,
    "version" varchar,
    "activationStatus" core."workspace_activationStatus_enum" NOT NULL DEFAULT 'INACTIVE',
    "deletedAt" timestamptz,
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now()
);
INSERT INTO core."workspace" ("id", "displayName", "inviteHash", "subdomain", "databaseSchema", "version", "activationStatus") VALUES
    ('20202020-1c25-4d02-bf25-6aeccf7ea419', 'Apple', 'secret', 'apple', 'workspace_1wgvd1injqtife6y4rvfbu3h5', '2.21.0', 'ACTIVE'),
    -- One that was never finished has no schema.
    ('20202020-aaaa-4d02-bf25-6aeccf7ea419', 'Other', 'secret', 'other', '', '2.21.0', 'PENDING_CREATION');

CREATE TABLE core."user" (
    "id" uuid PRIMARY KEY DEFAULT public.uuid_generate_v4(),
    "email" varchar NOT NULL,
    "passwordHash" varchar
);
INSERT INTO core."user" VALUES ('20202020-9e3b-46d4-a556-88b9ddc2b034', 'tim@apple.dev', '$2b$10$secret');
-- Twenty's own roles, which have nothing to do with ours.
CREATE TABLE core."role" ("id" uuid PRIMARY KEY, "label" varchar NOT NULL, "workspaceId" uuid NOT NULL);
INSERT INTO core."role" VALUES (public.uuid_generate_v4(), 'Admin', '20202020-1c25-4d02-bf25-6aeccf7ea419');

CREATE TABLE core."objectMetadata" (
    "id" uuid PRIMARY KEY DEFAULT public.uuid_generate_v4(),
    "standardId" uuid,
    "workspaceId" uuid NOT NULL,
    "universalIdentifier" uuid,
    "nameSingular" varchar NOT NULL,
    "namePlural" varchar NOT NULL,
    "labelSingular" varchar NOT NULL,
    "labelPlural" varchar NOT NULL,
    "description" text,
    "icon" varchar,
    "standardOverrides" jsonb,
    "targetTableName" varchar NOT NULL DEFAULT 'DEPRECATED',
    "isCustom" boolean NOT NULL DEFAULT false,
    "isRemote" boolean NOT NULL DEFAULT false,
    "isActive" boolean NOT NULL DEFAULT false,
    "isSystem" boolean NOT NULL DEFAULT false,
    "isAuditLogged" boolean NOT NULL DEFAULT true,
    "isSearchable" boolean NOT NULL DEFAULT false,
    "duplicateCriteria" jsonb,
    "shortcut" varchar,
    "labelIdentifierFieldMetadataId" uuid,
    "imageIdentifierFieldMetadataId" uuid,
    "isLabelSyncedWithName" boolean NOT NULL DEFAULT false,
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    UNIQUE ("nameSingular", "workspaceId"),
    UNIQUE ("namePlural", "workspaceId")
);
INSERT INTO core."objectMetadata" (
    "id", "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural", "description", "icon", "isCustom", "isActive",
    "isSystem", "isSearchable", "duplicateCriteria", "shortcut", "labelIdentifierFieldMetadataId", "imageIdentifierFieldMetadataId")
SELECT "id", '20202020-1c25-4d02-bf25-6aeccf7ea419', "nameSingular", "namePlural", "labelSingular", "labelPlural", "description",
    "icon", "isCustom", "isActive", "isSystem", "isSearchable", "duplicateCriteria", "shortcut", "labelIdentifierFieldMetadataId",
    "imageIdentifierFieldMetadataId"
FROM core."ourObject";
-- The same object of another workspace.
INSERT INTO core."objectMetadata" ("workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural", "isActive")
VALUES ('20202020-aaaa-4d02-bf25-6aeccf7ea419', 'person', 'people', 'Foreign person', 'Foreign people', true);

DO $$
BEGIN
    EXECUTE 'CREATE TYPE core."fieldMetadata_type_enum" AS ENUM ('
        || (SELECT string_agg(DISTINCT quote_literal("type"), ', ') FROM core."ourField") || ')';
END
$$;
CREATE TABLE core."fieldMetadata" (
    "id" uuid PRIMARY KEY DEFAULT public.uuid_generate_v4(),
    "standardId" uuid,
    "objectMetadataId" uuid NOT NULL REFERENCES core."objectMetadata" ("id") ON DELETE CASCADE,
    "workspaceId" uuid NOT NULL,
    "type" core."fieldMetadata_type_enum" NOT NULL,
    "name" varchar NOT NULL,
    "label" varchar NOT NULL,
    "defaultValue" jsonb,
    "description" text,
    "icon" varchar,
    "standardOverrides" jsonb,
    "options" jsonb,
    "settings" jsonb,
    "isCustom" boolean NOT NULL DEFAULT false,
    "isActive" boolean NOT NULL DEFAULT false,
    "isSystem" boolean NOT NULL DEFAULT false,
    "isNullable" boolean DEFAULT true,
    "isUnique" boolean DEFAULT false,
    "isLabelSyncedWithName" boolean NOT NULL DEFAULT false,
    "relationTargetObjectMetadataId" uuid REFERENCES core."objectMetadata" ("id") ON DELETE CASCADE,
    "relationTargetFieldMetadataId" uuid UNIQUE,
    "morphId" uuid,
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    UNIQUE ("name", "objectMetadataId", "workspaceId")
);
ALTER TABLE core."fieldMetadata" DROP CONSTRAINT "fieldMetadata_relationTargetFieldMetadataId_key";
INSERT INTO core."fieldMetadata" (
    "id", "objectMetadataId", "workspaceId", "type", "name", "label", "defaultValue", "description", "icon", "options", "settings",
    "isCustom", "isActive", "isSystem", "isNullable", "isUnique", "relationTargetObjectMetadataId", "relationTargetFieldMetadataId",
    "morphId", "createdAt")
SELECT "id", "objectMetadataId", '20202020-1c25-4d02-bf25-6aeccf7ea419', "type"::core."fieldMetadata_type_enum", "name", "label",
    "defaultValue", "description", "icon", "options", "settings", "isCustom", "isActive", "isSystem", NULLIF("isNullable", true),
    NULLIF("isUnique", false), "relationTargetObjectMetadataId", "relationTargetFieldMetadataId", "morphId",
    now() + "ordinal" * interval '1 millisecond'
FROM core."ourField";

CREATE TYPE core."indexMetadata_indexType_enum" AS ENUM ('BTREE', 'GIN');
CREATE TABLE core."indexMetadata" (
    "id" uuid PRIMARY KEY DEFAULT public.uuid_generate_v4(),
    "name" varchar NOT NULL,
    "workspaceId" uuid NOT NULL,
    "objectMetadataId" uuid NOT NULL REFERENCES core."objectMetadata" ("id") ON DELETE CASCADE,
    "isCustom" boolean NOT NULL DEFAULT false,
    "isUnique" boolean NOT NULL DEFAULT false,
    "indexWhereClause" text,
    "indexType" core."indexMetadata_indexType_enum" NOT NULL DEFAULT 'BTREE',
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    UNIQUE ("name", "workspaceId", "objectMetadataId")
);
CREATE TABLE core."indexFieldMetadata" (
    "id" uuid PRIMARY KEY DEFAULT public.uuid_generate_v4(),
    "indexMetadataId" uuid NOT NULL REFERENCES core."indexMetadata" ("id") ON DELETE CASCADE,
    "fieldMetadataId" uuid NOT NULL REFERENCES core."fieldMetadata" ("id") ON DELETE CASCADE,
    "order" integer NOT NULL
);
INSERT INTO core."indexMetadata" ("id", "name", "workspaceId", "objectMetadataId", "isUnique", "indexType")
SELECT "id", "name", '20202020-1c25-4d02-bf25-6aeccf7ea419', "objectMetadataId", "isUnique",
    "indexType"::core."indexMetadata_indexType_enum"
FROM core."ourIndex";
INSERT INTO core."indexFieldMetadata" ("indexMetadataId", "fieldMetadataId", "order")
SELECT index."id", field."id", part."place" - 1
FROM core."ourIndex" AS index
CROSS JOIN LATERAL unnest(index."fieldNames") WITH ORDINALITY AS part ("name", "place")
JOIN core."ourField" AS field
    ON field."objectMetadataId" = index."objectMetadataId" AND part."name" IN (field."name", field."name" || 'Id');

DROP TABLE core."ourIndex", core."ourField", core."ourObject";
DROP FUNCTION core."metadataFingerprint"();

-- A custom object, made as Twenty makes one.
CREATE FUNCTION core."makeObject"("singular" text, "plural" text) RETURNS void
    LANGUAGE plpgsql
    AS $$
    DECLARE
        "object" uuid := public.uuid_generate_v4();
    BEGIN
        EXECUTE format(
            'CREATE TABLE "workspace_1wgvd1injqtife6y4rvfbu3h5".%I ('
            '"id" uuid NOT NULL DEFAULT public.uuid_generate_v4() PRIMARY KEY, "name" text, '
            '"createdAt" timestamptz NOT NULL DEFAULT now(), "updatedAt" timestamptz NOT NULL DEFAULT now(), '
            '"deletedAt" timestamptz, "position" double precision NOT NULL DEFAULT 0)', '_' || "singular");
        INSERT INTO core."objectMetadata" (
            "id", "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural", "isCustom", "isActive")
        VALUES ("object", '20202020-1c25-4d02-bf25-6aeccf7ea419', "singular", "plural", "singular", "plural", true, true);
        INSERT INTO core."fieldMetadata" (
            "objectMetadataId", "workspaceId", "type", "name", "label", "isActive", "isSystem", "isNullable", "defaultValue")
        SELECT "object", '20202020-1c25-4d02-bf25-6aeccf7ea419', field."type"::core."fieldMetadata_type_enum", field."name",
            field."name", true, field."name" <> 'name', field."nullable", field."default"::jsonb
        FROM (VALUES
            ('UUID', 'id', false, '"uuid"'), ('TEXT', 'name', true, NULL), ('DATE_TIME', 'createdAt', false, '"now"'),
            ('DATE_TIME', 'updatedAt', false, '"now"'), ('DATE_TIME', 'deletedAt', true, NULL), ('POSITION', 'position', false, '0')
        ) AS field ("type", "name", "nullable", "default");
    END
    $$;
SELECT core."makeObject"('rocket', 'rockets');

SET search_path = "workspace_1wgvd1injqtife6y4rvfbu3h5", public;
INSERT INTO "workspaceMember" ("userId", "userEmail", "nameFirstName", "nameLastName", "createdBySource", "updatedBySource")
VALUES ('20202020-9e3b-46d4-a556-88b9ddc2b034', 'tim@apple.dev', 'Tim', 'Apple', 'SYSTEM', 'SYSTEM');
INSERT INTO "company" ("name", "position") VALUES ('Acme', 1), ('Globex', 2);
INSERT INTO "person" ("nameFirstName", "nameLastName", "emailsPrimaryEmail", "companyId", "position")
SELECT 'Ada', 'Byron', 'ada@acme.com', "id", 1 FROM "company" WHERE "name" = 'Acme';
INSERT INTO "opportunity" ("name", "amountAmountMicros", "amountCurrencyCode", "position")
VALUES ('small', 1000000, 'EUR', 1), ('large', 9000000, 'EUR', 2);
INSERT INTO "_rocket" ("name") VALUES ('Falcon');

-- What the migrations made belongs to whoever ran them until here.
DO $$
DECLARE
    "holder" name := (SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'core');
BEGIN
    EXECUTE format('REASSIGN OWNED BY %I TO twenty', "holder");
END
$$;
ALTER SCHEMA core OWNER TO twenty;
ALTER TABLE core."workspace" OWNER TO twenty;
ALTER TABLE core."user" OWNER TO twenty;
ALTER TABLE core."role" OWNER TO twenty;
ALTER TABLE core."objectMetadata" OWNER TO twenty;
ALTER TABLE core."fieldMetadata" OWNER TO twenty;
ALTER TABLE core."indexMetadata" OWNER TO twenty;
ALTER TABLE core."indexFieldMetadata" OWNER TO twenty;
ALTER TABLE "_rocket" OWNER TO twenty;
