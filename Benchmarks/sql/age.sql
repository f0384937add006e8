-- Takes back what V0008_index_instants gave.
DO $$
DECLARE
    index record;
BEGIN
    FOR index IN
        SELECT nspname, name FROM core."indexMetadata" JOIN pg_class ON relname = name JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE "fieldNames" IN ('{createdAt}', '{updatedAt}')
    LOOP
        EXECUTE format('DROP INDEX %I.%I', index.nspname, index.name);
        DELETE FROM core."indexMetadata" WHERE name = index.name;
    END LOOP;
END
$$;
DELETE FROM public.schema_migration WHERE name = 'V0008_index_instants';
