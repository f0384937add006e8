import Contracts
import TestSupport
import Testing

@testable import ProvisioningPlugin

@Suite struct TenantSuspensionTests {
    @Test func suspensionClosesThePoolAndActivationReopensIt() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        try await stack.lifecycle.suspend(tenant.id, reason: "unpaid", actor: "operator:ops")
        #expect(try await stack.status(of: tenant) == "suspended")
        try await stack.lifecycle.activate(tenant.id, actor: "operator:ops")
        #expect(try await stack.status(of: tenant) == "active")
        #expect(stack.pools.calls == [.closed(tenant.id), .reopened(tenant.id)])
    }

    @Test func whatWasDoneIsInTheTrail() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        try await stack.lifecycle.suspend(tenant.id, reason: "unpaid", actor: "operator:ops")
        let trail = try await stack.registry.query(
            """
            SELECT action || ' ' || actor || ' ' || coalesce(details->>'reason', '') FROM audit_log
            WHERE tenant_id IS NOT NULL ORDER BY at
            """)
        #expect(trail.map { $0.text(0) } == ["tenant.created test ", "tenant.suspended operator:ops unpaid"])
    }

    @Test func aRefusedTransitionChangesNothing() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        await #expect(throws: LifecycleError.invalidTransition(from: .active, to: .active)) {
            try await stack.lifecycle.activate(tenant.id, actor: "test")
        }
        try await stack.lifecycle.suspend(tenant.id, reason: "unpaid", actor: "test")
        await #expect(throws: LifecycleError.invalidTransition(from: .suspended, to: .suspended)) {
            try await stack.lifecycle.suspend(tenant.id, reason: "again", actor: "test")
        }
        #expect(stack.pools.calls == [.closed(tenant.id)])
    }
}
