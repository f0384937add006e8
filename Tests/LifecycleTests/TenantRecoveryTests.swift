import Contracts
import TestSupport
import Testing

@testable import ProvisioningPlugin

@Suite struct TenantRecoveryTests {
    /// Brings the tenant back to where a host would have left it that was killed then.
    private func interrupt(_ stack: LifecycleStack, _ tenant: Tenant, in status: TenantStatus) async throws {
        _ = try await stack.registry.query(
            """
            UPDATE tenant SET status = \(status.rawValue), status_changed_at = now() - interval '1 hour' WHERE id = \(tenant.id)
            """)
    }

    @Test(arguments: [TenantStatus.pending, .failed, .deleting])
    func whatAKilledHostLeftIsRemoved(status: TenantStatus) async throws {
        let stack = try await LifecycleStack.make()
        try await interrupt(stack, try await stack.create(), in: status)
        try await stack.plugin.recover()
        #expect(try await stack.remains() == [])
    }

    @Test func aDeletionThatIsFinishedHasItsReceipt() async throws {
        let stack = try await LifecycleStack.make()
        try await interrupt(stack, try await stack.create(), in: .deleting)
        try await stack.plugin.recover()
        #expect(try await stack.registry.query("SELECT FROM erasure_ledger").count == 1)
    }

    @Test func aCreationInProgressIsLeftAlone() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        _ = try await stack.registry.query("UPDATE tenant SET status = 'pending', status_changed_at = now()")
        try await stack.plugin.recover()
        #expect(try await stack.status(of: tenant) == "pending")
    }

    @Test func anActiveTenantIsLeftAlone() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        try await interrupt(stack, tenant, in: .active)
        try await stack.plugin.recover()
        #expect(try await stack.query(as: tenant, "SELECT FROM workspace.note").count == 1)
    }

    @Test func aHostThatStopsBeginsNoFurtherOne() async throws {
        let stack = try await LifecycleStack.make()
        for _ in 0..<4 { try await interrupt(stack, try await stack.create(), in: .pending) }
        let sweep = Task { try await stack.plugin.recover() }
        while try await stack.registry.query("SELECT FROM tenant").count == 4 { await Task.yield() }
        sweep.cancel()
        _ = await sweep.result
        #expect(try await stack.registry.query("SELECT FROM tenant").count > 0)
    }
}
