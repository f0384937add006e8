import Contracts
import HostRegistry
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

    /// Another's would be left, and undo the next suspension.
    @Test func whoAsksAtTheSameTimeSharesOneResumption() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        try await stack.lifecycle.suspend(tenant.id, reason: "unpaid", actor: "test")
        await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { try await stack.lifecycle.activate(tenant.id, actor: "test") } }
            while let result = await group.nextResult() {
                guard case .failure(let error) = result else { continue }
                #expect(error as? LifecycleError == .invalidTransition(from: .active, to: .active))
            }
        }
        let left = try await stack.registry.query("SELECT FROM job WHERE kind = 'tenant.resume' AND finished_at IS NULL")
        #expect(left.isEmpty)
        try await stack.lifecycle.suspend(tenant.id, reason: "unpaid", actor: "test")
        #expect(try await stack.status(of: tenant) == "suspended")
    }

    /// A job that is taken over finds that it has come too late.
    @Test func aTenantThatIsBeingDeletedIsNotResumed() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        try await stack.lifecycle.suspend(tenant.id, reason: "unpaid", actor: "test")
        let job = JobOrder(kind: TenantSuspension.resumeKindName, tenant: tenant.id, requestedBy: "test")
        try await stack.registry.transaction { try await stack.jobs.enter(job, .queued, on: $0) }
        _ = try await stack.lifecycle.delete(tenant.id, grace: .seconds(3600), actor: "test")
        try await stack.jobs.finish(job.id)
        #expect(try await stack.status(of: tenant) == "deleting")
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
