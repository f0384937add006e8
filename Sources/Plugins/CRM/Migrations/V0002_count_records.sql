-- The exact number of live records of every object, kept by triggers, so that a page's totalCount costs a few rows instead of a
-- scan of the table. It holds whichever program writes, and under rollback, COPY, cascades and TRUNCATE.
--
-- Each writing statement appends its difference as a row of its own, so that concurrent writers wait for nobody. Now and then
-- a writer folds the rows that nobody holds into one. Inserted and deleted rows become visible together when the writer commits,
-- so the sum is exact in every snapshot.
CREATE TABLE core."recordCount" (
    "id" bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    "objectMetadataId" uuid NOT NULL,
    "difference" bigint NOT NULL
)
-- The table stays within a page or two when the leftovers of folding are cleared away early.
WITH (autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0, autovacuum_analyze_threshold = 5000);
CREATE INDEX ON core."recordCount" ("objectMetadataId") INCLUDE ("difference");

CREATE FUNCTION core."addToRecordCount"("object" uuid, "change" bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
    DECLARE
        "place" bigint;
    BEGIN
        IF "change" = 0 THEN
            RETURN;
        END IF;
        INSERT INTO core."recordCount" ("objectMetadataId", "difference") VALUES ("object", "change") RETURNING "id" INTO "place";
        -- Under an older snapshot, rows folded by others since would be serialization failures: leave the folding to others.
        IF "place" % 32 <> 0 OR current_setting('transaction_isolation') <> 'read committed' THEN
            RETURN;
        END IF;
        WITH "free" AS (
            SELECT ctid AS "row" FROM core."recordCount" FOR UPDATE SKIP LOCKED
        ), "folded" AS (
            DELETE FROM core."recordCount" WHERE ctid = ANY (ARRAY (SELECT "row" FROM "free"))
            RETURNING "objectMetadataId", "difference"
        )
        INSERT INTO core."recordCount" ("objectMetadataId", "difference")
        SELECT "objectMetadataId", sum("difference") FROM "folded" GROUP BY "objectMetadataId" HAVING sum("difference") <> 0;
    END
    $$;

CREATE FUNCTION core."countInserted"() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
        PERFORM core."addToRecordCount"(TG_ARGV[0]::uuid, (SELECT count(*) FROM "inserted" WHERE "deletedAt" IS NULL));
        RETURN NULL;
    END
    $$;

CREATE FUNCTION core."countDeleted"() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
        PERFORM core."addToRecordCount"(TG_ARGV[0]::uuid, -(SELECT count(*) FROM "deleted" WHERE "deletedAt" IS NULL));
        RETURN NULL;
    END
    $$;

-- For each row, but only for those that become deleted or live again: an ordinary update costs one comparison.
CREATE FUNCTION core."countRevived"() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
        PERFORM core."addToRecordCount"(TG_ARGV[0]::uuid, CASE WHEN NEW."deletedAt" IS NULL THEN 1 ELSE -1 END);
        RETURN NULL;
    END
    $$;

-- TRUNCATE holds the table against every writer, so what is summed up here is all that was in it.
CREATE FUNCTION core."countTruncated"() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
        IF current_setting('transaction_isolation') <> 'read committed' THEN
            RAISE EXCEPTION 'A record table can be truncated only under READ COMMITTED'
                USING ERRCODE = 'invalid_transaction_state';
        END IF;
        PERFORM core."addToRecordCount"(
            TG_ARGV[0]::uuid,
            -(SELECT COALESCE(sum("difference"), 0)::bigint FROM core."recordCount" WHERE "objectMetadataId" = TG_ARGV[0]::uuid));
        RETURN NULL;
    END
    $$;

-- Begins to count the records of an object, or counts them anew. To be called once for every record table.
CREATE FUNCTION core."countRecords"("table" regclass, "object" uuid) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
    DECLARE
        "live" bigint;
    BEGIN
        EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', "table");
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER "countInserted" AFTER INSERT ON %s REFERENCING NEW TABLE AS "inserted" '
            'FOR EACH STATEMENT EXECUTE FUNCTION core."countInserted"(%L)', "table", "object");
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER "countDeleted" AFTER DELETE ON %s REFERENCING OLD TABLE AS "deleted" '
            'FOR EACH STATEMENT EXECUTE FUNCTION core."countDeleted"(%L)', "table", "object");
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER "countRevived" AFTER UPDATE ON %s FOR EACH ROW '
            'WHEN ((OLD."deletedAt" IS NULL) <> (NEW."deletedAt" IS NULL)) '
            'EXECUTE FUNCTION core."countRevived"(%L)', "table", "object");
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER "countTruncated" AFTER TRUNCATE ON %s '
            'FOR EACH STATEMENT EXECUTE FUNCTION core."countTruncated"(%L)', "table", "object");
        DELETE FROM core."recordCount" WHERE "objectMetadataId" = "object";
        EXECUTE format('SELECT count(*) FROM %s WHERE "deletedAt" IS NULL', "table") INTO "live";
        PERFORM core."addToRecordCount"("object", "live");
        RETURN "live";
    END
    $$;
