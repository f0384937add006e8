-- The counts of the records, for a database whose record tables belong to another program. The counting itself is that of a workspace
-- of our own (V0002_count_records), whose triggers add to "recordDifference" here.

-- Whoever writes a record fires these, with whatever rights: they run with those of their owner, and find nothing that others made.
ALTER FUNCTION tenant_manager."countInserted"() SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION tenant_manager."countDeleted"() SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION tenant_manager."countRevived"() SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION tenant_manager."countTruncated"() SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
REVOKE EXECUTE ON FUNCTION tenant_manager."addToRecordCount"(uuid, bigint) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION tenant_manager."countRecords"(regclass, uuid) FROM PUBLIC;

CREATE VIEW tenant_manager."recordTable" AS
SELECT object."id", to_regclass(format('%I.%I', adoption."schemaName",
    CASE WHEN object."isCustom" THEN '_' ELSE '' END || object."nameSingular")) AS "table"
FROM tenant_manager."objectMetadata" AS object CROSS JOIN tenant_manager."adoption" AS adoption
WHERE NOT object."isRemote";

-- The objects whose tables have the triggers.
CREATE TABLE tenant_manager."countedObject" ("id" uuid PRIMARY KEY);
INSERT INTO tenant_manager."countedObject" SELECT "id" FROM tenant_manager."recordTable" WHERE "table" IS NOT NULL;
SELECT tenant_manager."countRecords"("table", "id") FROM tenant_manager."recordTable" WHERE "table" IS NOT NULL;

CREATE FUNCTION tenant_manager."liveRecords"("object" uuid) RETURNS bigint
    LANGUAGE plpgsql STABLE
    AS $$
    DECLARE
        "place" regclass := (SELECT record."table" FROM tenant_manager."recordTable" AS record WHERE record."id" = "object");
        "live" bigint := 0;
    BEGIN
        IF "place" IS NOT NULL THEN
            EXECUTE format('SELECT count(*) FROM %s WHERE "deletedAt" IS NULL', "place") INTO "live";
        END IF;
        RETURN "live";
    END
    $$;

-- An object that Twenty made after the adoption has no triggers: its records are counted whenever their number is asked for.
CREATE VIEW tenant_manager."recordCount" AS
SELECT "objectMetadataId", "difference" FROM tenant_manager."recordDifference"
UNION ALL
SELECT record."id", tenant_manager."liveRecords"(record."id") FROM tenant_manager."recordTable" AS record
WHERE NOT EXISTS (SELECT FROM tenant_manager."countedObject" AS counted WHERE counted."id" = record."id");
