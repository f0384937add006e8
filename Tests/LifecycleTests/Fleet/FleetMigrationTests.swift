import Contracts
import TestSupport
import Testing

@testable import ProvisioningPlugin

@Suite struct FleetMigrationTests {
    @Test func theNextStartHasAnOlderTenantBroughtUpToDate() async throws {
        let stack = try await LifecycleStack.make()
        let (older, current) = (try await stack.create(), try await stack.create("Other"))
        try await stack.age(older)
        try await stack.plugin.prepare()
        #expect(try await stack.isAged(older))
        try await stack.work()
        #expect(try await !stack.isAged(older))
        #expect(try await stack.query(as: older, "SELECT FROM workspace.note").isEmpty)
        #expect(try await stack.query(as: current, "SELECT FROM workspace.note").count == 1)
    }

    @Test func whatIsNewBelongsToTheTenantsRole() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.createAged("Acme")[0]
        try await stack.migrateFleet()
        let owner = try await stack.query(as: tenant, "SELECT tableowner FROM pg_tables WHERE tablename = 'note'")
        #expect(owner.first?.text(0) == tenant.placement.role)
    }

    /// The run gives it up, and the next one after the cause is gone succeeds.
    @Test func aTenantThatCannotBeMigratedKeepsNoOtherFromIt() async throws {
        let stack = try await LifecycleStack.make()
        let tenants = try await stack.createAged("Broken", "Other")
        try await stack.breakMigration(of: tenants[0])
        let report = try await stack.migrateFleet()
        #expect((report.counts.done, report.counts.failed) == (1, 1))
        #expect(try await stack.isAged(tenants[0]))
        #expect(try await !stack.isAged(tenants[1]))
        try await stack.repairMigration(of: tenants[0])
        #expect(try await stack.migrateFleet().counts.done == 1)
    }

    @Test func anAdoptedDatabaseIsLeftAlone() async throws {
        let stack = try await LifecycleStack.make()
        _ = try await stack.createAged("Adopted")
        _ = try await stack.registry.query("UPDATE tenant SET schema_version = 0")
        #expect(try await stack.migrateFleet().counts == FleetCounts())
    }

    /// PostgreSQL counts the sessions of each database.
    @Test func aTenantThatIsCurrentIsNotConnectedTo() async throws {
        let stack = try await LifecycleStack.make()
        let (aged, current) = (try await stack.createAged("Aged")[0], try await stack.create("Current"))
        func sessions(_ tenant: Tenant) async throws -> Int {
            let rows = try await stack.cluster.query(
                "SELECT sessions FROM pg_stat_database WHERE datname = \(tenant.placement.database)")
            return try #require(try rows.first?.decode(at: 0))
        }
        let before = (aged: try await sessions(aged), current: try await sessions(current))
        #expect(try await stack.migrateFleet().counts.total == 1)
        try await eventually { try await sessions(aged) > before.aged }
        #expect(try await sessions(current) == before.current)
    }

    @Test func whatIsToldOfARunGoesWithTheTenant() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.createAged("Acme")[0]
        try await stack.migrateFleet()
        #expect(try await stack.registry.query("SELECT FROM tenant_migration").count == 1)
        _ = try await stack.lifecycle.delete(tenant.id, actor: "test")
        #expect(try await stack.registry.query("SELECT FROM tenant_migration").isEmpty)
    }

    @Test func runsOfLongAgoAreForgotten() async throws {
        let stack = try await LifecycleStack.make()
        _ = try await stack.registry.query(
            """
            INSERT INTO migration_run (id, schema_version, schema_fingerprint, workers, canary, failure_budget, created_at)
            SELECT gen_random_uuid(), 1, 'f', 1, 0, '0', now() - interval '1 day' FROM generate_series(1, 30)
            """)
        try await stack.migrateFleet()
        #expect(try await stack.registry.query("SELECT FROM migration_run").count == 20)
    }
}
