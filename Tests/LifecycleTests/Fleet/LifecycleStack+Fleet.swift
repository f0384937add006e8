import Contracts
import TestSupport
import Testing

@testable import HostRegistry
@testable import ProvisioningPlugin

extension LifecycleStack {
    var fleet: any FleetMigrations {
        get throws { try #require(plugin.services.fleet) }
    }

    /// Makes the tenant's database and its row what a version without the migration would have left.
    func age(_ tenant: Tenant) async throws {
        try await cluster.execute(
            "DROP SCHEMA workspace CASCADE; DROP FUNCTION public.plain; DELETE FROM public.schema_migration",
            database: tenant.placement.database)
        _ = try await registry.query("UPDATE tenant SET schema_fingerprint = 'older' WHERE id = \(tenant.id)")
    }

    /// Puts something where the migration of an aged tenant makes its own.
    func breakMigration(of tenant: Tenant) async throws {
        try await cluster.execute("CREATE SCHEMA workspace", database: tenant.placement.database)
    }

    func repairMigration(of tenant: Tenant) async throws {
        try await cluster.execute("DROP SCHEMA workspace", database: tenant.placement.database)
    }

    func isAged(_ tenant: Tenant) async throws -> Bool {
        try await registry.query("SELECT FROM tenant WHERE id = \(tenant.id) AND schema_fingerprint = 'older'").count == 1
    }

    /// Makes tenants of these names, one after the other, and ages them.
    func createAged(_ names: String...) async throws -> [Tenant] {
        var tenants: [Tenant] = []
        for name in names {
            let tenant = try await create(name)
            try await age(tenant)
            tenants.append(tenant)
        }
        return tenants
    }

    /// Goes through the fleet, with a budget that is never spent unless one is given.
    @discardableResult
    func migrateFleet(workers: Int = 2, canary: Int = 0, budget: FailureBudget = .percent(100)) async throws -> FleetReport {
        let options = FleetOptions(workers: workers, canary: canary, budget: budget)
        let order = try await fleet.enter(options, .claimed, actor: "test")
        do {
            try await jobs.run(order, lending: nil)
        } catch let failure as JobFailure {
            throw failure.reason
        }
        return try #require(try await fleet.report(of: order.id))
    }

    /// Runs the jobs that are there to be claimed.
    func work() async throws {
        for claim in try await jobs.claim(10) { await jobs.carryOut(claim) }
    }

    /// Runs `body` while somebody holds what a migration of the tenant needs first.
    func holdingLock<Result: Sendable>(on tenant: Tenant, _ body: @Sendable () async throws -> Result) async throws -> Result {
        try await cluster.withConnection(to: cluster.target(database: tenant.placement.database)) { session in
            try await session.execute(script: "BEGIN; LOCK TABLE public.schema_migration")
            return try await body()
        }
    }
}
