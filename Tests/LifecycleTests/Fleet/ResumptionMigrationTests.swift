import Contracts
import TestSupport
import Testing

@testable import ProvisioningPlugin

/// A tenant that was suspended while the others were migrated.
@Suite struct ResumptionMigrationTests {
    private func suspended(_ stack: LifecycleStack) async throws -> Tenant {
        let tenant = try await stack.createAged("Acme")[0]
        try await stack.lifecycle.suspend(tenant.id, reason: "unpaid", actor: "test")
        return tenant
    }

    @Test func itIsCaughtUpBeforeItIsServedAgain() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await suspended(stack)
        #expect(try await stack.migrateFleet().counts.total == 0)
        try await stack.lifecycle.activate(tenant.id, actor: "test")
        #expect(try await !stack.isAged(tenant))
        #expect(try await stack.status(of: tenant) == "active")
        #expect(try await stack.query(as: tenant, "SELECT FROM workspace.note").isEmpty)
    }

    @Test func itStaysSuspendedWhenThatFails() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await suspended(stack)
        try await stack.breakMigration(of: tenant)
        await #expect(throws: FleetError.tenantFailed) { try await stack.lifecycle.activate(tenant.id, actor: "test") }
        #expect(try await stack.status(of: tenant) == "suspended")
        try await stack.repairMigration(of: tenant)
        try await stack.lifecycle.activate(tenant.id, actor: "test")
        #expect(try await stack.status(of: tenant) == "active")
    }
}
