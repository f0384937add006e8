import Contracts
import TestSupport
import Testing

@testable import HostRegistry
@testable import ProvisioningPlugin

@Suite struct FleetOrderTests {
    private func order(of run: FleetReport, _ stack: LifecycleStack) async throws -> [String?] {
        try await stack.registry.query(
            """
            SELECT name FROM tenant_migration JOIN tenant ON tenant.id = tenant_id
            WHERE run_id = \(run.run) AND state = 'done' ORDER BY finished_at
            """
        ).map { $0.text(0) }
    }

    @Test func theYoungestGoFirst() async throws {
        let stack = try await LifecycleStack.make()
        _ = try await stack.createAged("Third", "Second", "First")
        #expect(try await order(of: stack.migrateFleet(workers: 1), stack) == ["First", "Second", "Third"])
    }

    /// The first in the queue is blocked, and tried again later, while a request waits for the last one.
    @Test func aTenantThatSomebodyWaitsForIsTakenNext() async throws {
        let stack = try await LifecycleStack.make()
        let tenants = try await stack.createAged("Wanted", "Second", "Blocked")
        let report = try await stack.holdingLock(on: tenants[2]) {
            let run = Task { try await stack.migrateFleet(workers: 1) }
            try await eventually {
                try await stack.registry.query("SELECT FROM tenant_migration WHERE state = 'running'").count == 1
            }
            try await stack.fleet.hurry(tenants[0].id)
            return try await run.value
        }
        #expect(try await order(of: report, stack) == ["Wanted", "Second"])
    }

    /// It is tried again by itself, and a worker does something else meanwhile.
    @Test func aTableThatIsLetGoInTimeCostsOneMoreAttempt() async throws {
        let stack = try await LifecycleStack.make()
        let tenants = try await stack.createAged("Free", "Locked")
        let run = try await stack.holdingLock(on: tenants[1]) {
            let run = Task { try await stack.migrateFleet(workers: 1) }
            try await eventually { try await !stack.isAged(tenants[0]) }
            return run
        }
        #expect(try await run.value.counts.done == 2)
        #expect(try await stack.registry.query("SELECT FROM tenant_migration WHERE attempts > 1").count == 1)
    }

    @Test func aPlanSaysWhatWouldBeDoneAndDoesNothing() async throws {
        let stack = try await LifecycleStack.make()
        let tenants = try await stack.createAged("Active", "Suspended")
        try await stack.lifecycle.suspend(tenants[1].id, reason: "unpaid", actor: "test")
        let plan = try await stack.fleet.plan(FleetOptions(canary: 5))
        #expect((plan.total, plan.suspended, plan.canaries) == (1, 1, [tenants[0].slug.description]))
        #expect(try await stack.isAged(tenants[0]))
        #expect(try await stack.registry.query("SELECT FROM migration_run").isEmpty)
    }
}
