import Contracts
import FoundationEssentials
import TestSupport
import Testing

@testable import HostRegistry
@testable import ProvisioningPlugin

/// What ends a run before it is through, and how it goes on.
@Suite struct FleetStopTests {
    private func errorCode(_ stack: LifecycleStack) async throws -> String? {
        try await stack.registry.query("SELECT state || ' ' || error_code FROM job WHERE kind = 'fleet.migrate'").first?.text(0)
    }

    @Test func aCanaryThatFailsKeepsTheOthersAsTheyAre() async throws {
        let stack = try await LifecycleStack.make()
        let tenants = try await stack.createAged("Old", "Young")
        try await stack.breakMigration(of: tenants[1])
        await #expect(throws: FleetError.canaryFailed) { try await stack.migrateFleet(canary: 1) }
        #expect(try await stack.isAged(tenants[0]))
        #expect(try await errorCode(stack) == "failed migration_canary_failed")
    }

    /// One broken tenant must not stand in the way of all others for ever.
    @Test func whoFailedBeforeIsNoCanaryAgain() async throws {
        let stack = try await LifecycleStack.make()
        let tenants = try await stack.createAged("Old", "Young")
        try await stack.breakMigration(of: tenants[1])
        await #expect(throws: FleetError.canaryFailed) { try await stack.migrateFleet(canary: 1) }
        let report = try await stack.migrateFleet(canary: 1)
        #expect((report.counts.done, report.counts.failed) == (1, 1))
        #expect(try await !stack.isAged(tenants[0]))
    }

    /// That a table is held says nothing of the migration.
    @Test func aCanaryThatIsLockedStopsNobody() async throws {
        let stack = try await LifecycleStack.make()
        let tenants = try await stack.createAged("Old", "Young")
        let report = try await stack.holdingLock(on: tenants[1]) { try await stack.migrateFleet(canary: 1) }
        #expect((report.counts.done, report.counts.failed) == (1, 1))
        let failure = try #require(try await stack.fleet.failures(of: report.run, after: nil, limit: 10).first)
        #expect((failure.tenant, failure.attempts, failure.error.code) == (tenants[1].id, 3, "migration_blocked"))
    }

    @Test func aBudgetThatIsSpentStopsTheRunAndWhatIsDoneStays() async throws {
        let stack = try await LifecycleStack.make()
        let tenants = try await stack.createAged("Third", "Second", "First")
        try await stack.breakMigration(of: tenants[1])
        await #expect(throws: FleetError.budgetSpent(failed: 1, of: 3)) {
            try await stack.migrateFleet(workers: 1, budget: .tenants(0))
        }
        var aged: [Bool] = []
        for tenant in tenants { aged.append(try await stack.isAged(tenant)) }
        #expect(aged == [true, true, false])
        #expect(try await errorCode(stack) == "failed migration_budget_spent")
    }

    @Test func thereIsOneRunAtATime() async throws {
        let stack = try await LifecycleStack.make()
        _ = try await stack.createAged("Acme")
        _ = try await stack.fleet.enter(FleetOptions(), .queued, actor: "test")
        await #expect(throws: FleetError.alreadyRunning) { try await stack.migrateFleet() }
        try await stack.work()
        #expect(try await stack.migrateFleet().counts.total == 0)
    }

    /// The host that had the run was killed with one tenant done and another in hand.
    @Test func anotherHostGoesOnWithWhatIsLeft() async throws {
        let stack = try await LifecycleStack.make()
        let tenants = try await stack.createAged("Third", "Second", "First")
        let run = try await stack.migrateFleet().run
        for tenant in tenants.prefix(2) { try await stack.age(tenant) }
        try await interrupt(run, stack)
        try await stack.work()
        let report = try #require(try await stack.fleet.report(of: run))
        #expect((report.counts.done, report.counts.total) == (3, 3))
        for tenant in tenants { #expect(try await !stack.isAged(tenant)) }
    }

    private func interrupt(_ run: UUID, _ stack: LifecycleStack) async throws {
        _ = try await stack.registry.query(
            """
            UPDATE tenant_migration SET state = CASE ordinal WHEN 2 THEN 'running' ELSE 'waiting' END, finished_at = NULL
            WHERE run_id = \(run) AND ordinal > 1
            """)
        _ = try await stack.registry.query(
            """
            UPDATE job SET state = 'running', step = 'rest', steps_done = 2, finished_at = NULL, owner = 'dead:1', lease_until = now()
            WHERE id = \(run)
            """)
    }

    /// A host that is older than the run leaves it to others, and does not fail it.
    @Test func aRunOfALaterProgramIsNotTouched() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.createAged("Acme")[0]
        let order = try await stack.fleet.enter(FleetOptions(), .queued, actor: "test")
        _ = try await stack.registry.query("UPDATE migration_run SET schema_version = 99, schema_fingerprint = 'later'")
        try await stack.work()
        let job = try #require(try await stack.jobs.find(order.id))
        #expect((job.state, job.error) == (.queued, nil))
        #expect(try await stack.isAged(tenant))
    }
}
