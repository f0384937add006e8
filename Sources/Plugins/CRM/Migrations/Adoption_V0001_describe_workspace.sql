-- What the engine reads of a workspace in a database that Twenty made, in a schema beside Twenty's own, whose tables stay as they are.
--
-- The views reach into Twenty's metadata with the rights of their owner, so that the tenant's role needs none there and sees no other
-- workspace. They read whole rows and pick the values by name: a column that another version of Twenty lacks is NULL, and Twenty may
-- alter or drop any but the few that are named.
CREATE TABLE tenant_manager."adoption" (
    "isOnly" boolean PRIMARY KEY DEFAULT true CHECK ("isOnly"),
    "id" uuid NOT NULL,
    "schemaName" text NOT NULL,
    -- The tenant's login role.
    "roleName" text NOT NULL,
    -- Whether every role might connect before.
    "wasOpen" boolean NOT NULL DEFAULT has_database_privilege('public', current_database(), 'CONNECT'),
    "createdAt" timestamptz NOT NULL DEFAULT now()
);

CREATE TYPE tenant_manager."objectRow" AS (
    "universalIdentifier" uuid, "nameSingular" text, "namePlural" text, "labelSingular" text, "labelPlural" text, "description" text,
    "icon" text, "overrides" jsonb, "standardOverrides" jsonb, "shortcut" text, "color" text, "isCustom" boolean, "isRemote" boolean,
    "isActive" boolean, "isSystem" boolean, "isUIEditable" boolean, "isUICreatable" boolean, "isUIReadOnly" boolean,
    "isSearchable" boolean, "isLabelSyncedWithName" boolean, "labelIdentifierFieldMetadataId" uuid,
    "imageIdentifierFieldMetadataId" uuid, "duplicateCriteria" jsonb, "applicationId" uuid, "createdAt" timestamptz,
    "updatedAt" timestamptz
);

CREATE VIEW tenant_manager."objectMetadata" AS
SELECT object."id", described."universalIdentifier", described."nameSingular", described."namePlural", described."labelSingular",
    described."labelPlural", described."description", described."icon",
    COALESCE(described."overrides", described."standardOverrides") AS "overrides", described."shortcut", described."color",
    COALESCE(described."isCustom", false) AS "isCustom", COALESCE(described."isRemote", false) AS "isRemote",
    COALESCE(described."isActive", true) AS "isActive", COALESCE(described."isSystem", false) AS "isSystem",
    COALESCE(described."isUIEditable", true) AS "isUIEditable", COALESCE(described."isUICreatable", true) AS "isUICreatable",
    COALESCE(described."isUIReadOnly", false) AS "isUIReadOnly", COALESCE(described."isSearchable", false) AS "isSearchable",
    COALESCE(described."isLabelSyncedWithName", false) AS "isLabelSyncedWithName", described."labelIdentifierFieldMetadataId",
    described."imageIdentifierFieldMetadataId", described."duplicateCriteria", described."applicationId", described."createdAt",
    described."updatedAt"
FROM core."objectMetadata" AS object
CROSS JOIN LATERAL jsonb_populate_record(NULL::tenant_manager."objectRow", to_jsonb(object)) AS described
WHERE object."workspaceId" = (SELECT "id" FROM tenant_manager."adoption");

CREATE TYPE tenant_manager."fieldRow" AS (
    "universalIdentifier" uuid, "type" text, "name" text, "label" text, "description" text, "icon" text, "overrides" jsonb,
    "standardOverrides" jsonb, "isCustom" boolean, "isActive" boolean, "isSystem" boolean, "isUIEditable" boolean,
    "isUIReadOnly" boolean, "isNullable" boolean, "isUnique" boolean, "isLabelSyncedWithName" boolean, "defaultValue" jsonb,
    "options" jsonb, "settings" jsonb, "relationTargetObjectMetadataId" uuid, "relationTargetFieldMetadataId" uuid, "morphId" uuid,
    "applicationId" uuid, "createdAt" timestamptz, "updatedAt" timestamptz
);

-- Twenty keeps no order of fields: they stand in the order they were made.
CREATE VIEW tenant_manager."fieldMetadata" AS
SELECT field."id", described."universalIdentifier",
    row_number() OVER (
        PARTITION BY field."objectMetadataId" ORDER BY described."name" <> 'id', described."createdAt", described."name"
    )::integer AS "ordinal",
    field."objectMetadataId", described."type", described."name", described."label", described."description", described."icon",
    COALESCE(described."overrides", described."standardOverrides") AS "overrides",
    COALESCE(described."isCustom", false) AS "isCustom", COALESCE(described."isActive", true) AS "isActive",
    COALESCE(described."isSystem", false) AS "isSystem", COALESCE(described."isUIEditable", true) AS "isUIEditable",
    COALESCE(described."isUIReadOnly", false) AS "isUIReadOnly", COALESCE(described."isNullable", true) AS "isNullable",
    COALESCE(described."isUnique", false) AS "isUnique",
    COALESCE(described."isLabelSyncedWithName", false) AS "isLabelSyncedWithName",
    -- A column of type jsonb that holds the literal null is as good as empty.
    NULLIF(described."defaultValue", 'null') AS "defaultValue", NULLIF(described."options", 'null') AS "options",
    NULLIF(described."settings", 'null') AS "settings", described."relationTargetObjectMetadataId",
    described."relationTargetFieldMetadataId", described."morphId", described."applicationId", described."createdAt",
    described."updatedAt"
FROM core."fieldMetadata" AS field
CROSS JOIN LATERAL jsonb_populate_record(NULL::tenant_manager."fieldRow", to_jsonb(field)) AS described
WHERE field."workspaceId" = (SELECT "id" FROM tenant_manager."adoption");

CREATE VIEW tenant_manager."indexMetadata" AS
SELECT index."id", (to_jsonb(index) ->> 'name') AS "name", index."objectMetadataId",
    ARRAY (
        SELECT to_jsonb(field) ->> 'name'
        FROM core."indexFieldMetadata" AS place JOIN core."fieldMetadata" AS field ON field."id" = place."fieldMetadataId"
        WHERE place."indexMetadataId" = index."id" ORDER BY (to_jsonb(place) ->> 'order')::integer
    ) AS "fieldNames",
    COALESCE((to_jsonb(index) ->> 'isUnique')::boolean, false) AS "isUnique"
FROM core."indexMetadata" AS index
WHERE index."workspaceId" = (SELECT "id" FROM tenant_manager."adoption");

-- Computed when it is asked for, as Twenty tells nobody when it changes its metadata.
CREATE VIEW tenant_manager."workspace" AS
SELECT adoption."id", adoption."schemaName",
    (
        SELECT encode(sha256(convert_to(COALESCE(string_agg(described.line, E'\n' ORDER BY described.line), ''), 'UTF8')), 'hex')
        FROM (
            SELECT (to_jsonb(object) - 'createdAt' - 'updatedAt')::text AS line FROM tenant_manager."objectMetadata" AS object
            UNION ALL
            SELECT (to_jsonb(field) - 'createdAt' - 'updatedAt')::text FROM tenant_manager."fieldMetadata" AS field
            UNION ALL
            SELECT to_jsonb(index)::text FROM tenant_manager."indexMetadata" AS index
        ) AS described
    ) AS "schemaFingerprint"
FROM tenant_manager."adoption" AS adoption;
