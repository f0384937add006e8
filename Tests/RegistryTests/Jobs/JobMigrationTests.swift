import Contracts
import HostRegistry
import TestSupport
import Testing

@Suite struct JobMigrationTests {
    /// What a version without jobs left half-done, each with the job that settles it.
    @Test func whatIsHalfDoneGetsAJobThatSettlesIt() async throws {
        let cluster = try await PostgresCluster.shared
        let database = DirectDatabase(cluster.target(database: try await cluster.createDatabase("registry")))
        let runner = MigrationRunner(cryptography: PlainCryptography())
        let earlier = MigrationSet(owner: "registry", migrations: RegistryMigrations.set.migrations.filter { $0.version < 6 })
        try await database.withConnection { try await runner.migrate([earlier], on: $0) }
        for status in ["pending", "active", "deleting", "failed"] {
            _ = try await database.query(
                """
                INSERT INTO tenant (id, slug, name, plan, status, server, database_name, role_name, sealed_password, schema_version,
                    schema_fingerprint)
                VALUES (gen_random_uuid(), \(status), 'A', 'free', \(status), 'main', \(status), \(status), '', 1, '')
                """)
        }
        try await database.withConnection { try await runner.migrate([RegistryMigrations.set], on: $0) }
        let jobs = try await database.query(
            "SELECT status || ' ' || kind || ' ' || state FROM job JOIN tenant ON tenant.id = tenant_id ORDER BY 1")
        #expect(
            jobs.map { $0.text(0) } == [
                "deleting tenant.delete queued", "failed tenant.create undoing", "pending tenant.create undoing",
            ])
        #expect(try await database.query("SELECT FROM job WHERE lease_until <= now()").isEmpty)
    }
}
