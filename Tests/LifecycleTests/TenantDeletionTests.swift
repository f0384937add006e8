import Contracts
import HostPostgres
import TestSupport
import Testing

@testable import ProvisioningPlugin

@Suite struct TenantDeletionTests {
    @Test func nothingIsLeftButTheReceipt() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create(slug: "acme")
        let receipt = try await stack.lifecycle.delete(tenant.id, actor: "operator:ops")
        #expect(try await stack.remains() == [] && receipt.erasedAccounts == 1)
        let ledger = try await stack.registry.query("SELECT receipt_id, tenant_id FROM erasure_ledger")
        #expect(ledger.first?.text(0) == receipt.receiptID.canonical && ledger.first?.text(1) == tenant.id.description)
        #expect(Set(stack.pools.calls) == [.closed(tenant.id)])
        _ = try await stack.create(slug: "acme")
    }

    @Test func sessionsOfTheTenantAreEnded() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        let session = try await TestReactors.driver.connect(
            to: stack.target(as: tenant), deadline: .now + .seconds(10))
        _ = try await stack.lifecycle.delete(tenant.id, actor: "test")
        await #expect(throws: DatabaseError.self) { try await session.query("SELECT 1") }
        await session.close()
    }

    @Test func aSecondDeletionFindsNobody() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        _ = try await stack.lifecycle.delete(tenant.id, actor: "test")
        await #expect(throws: LifecycleError.unknownTenant) { try await stack.lifecycle.delete(tenant.id, actor: "test") }
    }

    @Test func aDatabaseThatCannotBeDroppedIsNotSaidToBeGone() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        let name = SQLIdentifier.quote(tenant.placement.database)
        // A template cannot be dropped.
        try await stack.cluster.execute("ALTER DATABASE \(name) IS_TEMPLATE true")
        await #expect(throws: LifecycleError.deletionIncomplete(step: "remove_database")) {
            try await stack.lifecycle.delete(tenant.id, actor: "test")
        }
        #expect(try await stack.status(of: tenant) == "deleting")
        try await stack.cluster.execute("ALTER DATABASE \(name) IS_TEMPLATE false")
        _ = try await stack.lifecycle.delete(tenant.id, actor: "test")
        #expect(try await stack.remains() == [])
    }

    @Test func aDeletionThatBeganKeepsTheRoleOut() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        let target = try await stack.target(as: tenant)
        let name = SQLIdentifier.quote(tenant.placement.database)
        try await stack.cluster.execute("ALTER DATABASE \(name) IS_TEMPLATE true")
        _ = try? await stack.lifecycle.delete(tenant.id, actor: "test")
        await #expect(throws: DatabaseError.self) { try await stack.cluster.withConnection(to: target) { _ in } }
        try await stack.cluster.execute("ALTER DATABASE \(name) IS_TEMPLATE false")
    }

    @Test func twoAtOnceLeaveNothing() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        await withTaskGroup { group in
            for _ in 0..<3 { group.addTask { _ = try? await stack.lifecycle.delete(tenant.id, actor: "test") } }
        }
        #expect(try await stack.remains() == [])
        #expect(try await stack.registry.query("SELECT FROM erasure_ledger").count == 1)
    }
}
