import Contracts
import TestSupport

extension TestStack {
    /// Takes from a tenant's database what `V0008_index_instants` gave it, and has every host learn of it.
    func age(_ owner: ProductAPI.Organization) async throws {
        try await withSuperuser(database: database(of: owner)) { session in
            try await session.execute(
                script: """
                    DO $$
                    DECLARE
                        index text;
                    BEGIN
                        FOR index IN SELECT name FROM core."indexMetadata" WHERE "fieldNames" IN ('{createdAt}', '{updatedAt}') LOOP
                            EXECUTE format('DROP INDEX IF EXISTS %I', index);
                            DELETE FROM core."indexMetadata" WHERE name = index;
                        END LOOP;
                    END
                    $$;
                    DELETE FROM public.schema_migration WHERE name = 'V0008_index_instants'
                    """)
        }
        try sql(
            """
            UPDATE tenant SET schema_version = schema_version - 1, schema_fingerprint = 'older' WHERE id = '\(owner.tenantID)';
            INSERT INTO registry_change (kind, subject) VALUES ('tenant', '\(owner.tenantID)'); NOTIFY registry_change
            """)
    }

    /// How many of the indexes are described that the same migration makes.
    static let indexesOfLatestVersion: SQL = """
        SELECT count(*)::text FROM core."indexMetadata" WHERE "fieldNames" IN ('{createdAt}', '{updatedAt}')
        """
}
