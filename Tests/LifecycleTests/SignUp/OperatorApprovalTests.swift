import Contracts
import HTTPTypes
import Synchronization
import TestSupport
import Testing

@testable import HostRegistry
@testable import ProvisioningPlugin

@Suite struct OperatorApprovalTests {
    private struct Injected: Error {}

    /// A stack with one sign-up that awaits approval.
    private func applied(
        checkpoint: @escaping @Sendable (CreationStep) async throws -> Void = { _ in }
    ) async throws -> (LifecycleStack, TenantID, any TenantApproval) {
        let stack = try await LifecycleStack.make(settings: ["sign_up": "approval"], checkpoint: checkpoint)
        try await stack.plugin.prepare()
        #expect(try await stack.register("owner@example.com").status == .accepted)
        return (stack, try await stack.onlyTenant().id, try #require(stack.plugin.services.approval))
    }

    @Test func aSignUpIsEnteredAndNothingIsMade() async throws {
        let (stack, _, _) = try await applied()
        let tenant = try await stack.onlyTenant()
        #expect(tenant.status == "pending" && tenant.awaitsApproval)
        #expect(try await stack.remains() == ["row pending", "account"])
        #expect(try await stack.registry.query("SELECT password_hash FROM account").first?.text(0) == "hashed")
    }

    @Test func anApprovedOneIsMade() async throws {
        let (stack, id, approval) = try await applied()
        try await approval.approve(id, actor: "operator:ops")
        let tenant = try await stack.onlyTenant()
        #expect(tenant.status == "active" && !tenant.awaitsApproval)
        #expect(try await stack.databases().count == 1)
        #expect(try await stack.registry.query("SELECT FROM tenant_application").isEmpty)
        #expect(try await stack.registry.query("SELECT password_hash FROM account").first?.text(0) == "hashed")
    }

    @Test func itIsPlacedWhereItsOwnerWantedIt() async throws {
        let (stack, id, approval) = try await applied()
        _ = try await stack.registry.query("UPDATE tenant_application SET region = 'gone'")
        await #expect(throws: PlacementError.unknownRegion("gone", allowed: [])) {
            try await approval.approve(id, actor: "operator:ops")
        }
        #expect(try await stack.onlyTenant().awaitsApproval)
    }

    @Test func aRejectedOneFreesItsNames() async throws {
        let (stack, id, approval) = try await applied()
        try await approval.reject(id, actor: "operator:ops")
        #expect(try await stack.remains() == [])
        #expect(try await stack.register("owner@example.com").status == .accepted)
    }

    @Test func aDecisionIsTakenOnce() async throws {
        let (stack, id, approval) = try await applied()
        let taken = await withTaskGroup { group in
            for number in 0..<6 {
                group.addTask {
                    do {
                        try await number == 0 ? approval.reject(id, actor: "b") : approval.approve(id, actor: "a")
                        return true
                    } catch { return false }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(taken == 1)
        let later = await #expect(throws: LifecycleError.self) { try await approval.approve(id, actor: "a") }
        #expect(later == .notAwaitingApproval || later == .unknownTenant)
        #expect(try await stack.databases().count <= 1)
    }

    @Test func thoseThatWaitAreNobodysJob() async throws {
        let (stack, _, _) = try await applied()
        #expect(try await stack.registry.query("SELECT FROM job").isEmpty)
        try await stack.workOffJobs()
        #expect(try await stack.onlyTenant().awaitsApproval)
    }

    @Test(arguments: CreationStep.allCases.dropFirst())
    func oneThatCouldNotBeMadeWaitsAgain(step: CreationStep) async throws {
        let isDue = Atomic(true)
        let (stack, id, approval) = try await applied {
            if $0 == step, isDue.exchange(false, ordering: .relaxed) { throw Injected() }
        }
        await #expect(throws: LifecycleError.creationFailed(step: step.rawValue)) { try await approval.approve(id, actor: "a") }
        #expect(try await stack.onlyTenant().awaitsApproval)
        #expect(try await stack.remains() == ["row pending", "account"])
        try await approval.approve(id, actor: "a")
        #expect(try await stack.onlyTenant().status == "active")
    }

    /// The host that took the operator's word is gone; the owner's password is there, so another can do it.
    @Test func anApprovalThatWasInterruptedIsCarriedOutByAnotherHost() async throws {
        let (reached, reach) = AsyncStream<Void>.makeStream()
        let isFirst = Atomic(true)
        let (stack, id, approval) = try await applied { step in
            guard step == .seed, isFirst.exchange(false, ordering: .relaxed) else { return }
            reach.finish()
            // Until the end of the test, as far as it is concerned.
            try await Task.sleep(for: .seconds(60))
        }
        let approving = Task { try await approval.approve(id, actor: "a") }
        for await _ in reached {}
        let other = try stack.anotherQueue()
        try await eventually {
            _ = try await stack.registry.query("UPDATE job SET lease_until = now() - interval '1 minute' WHERE finished_at IS NULL")
            for claim in try await other.claim(10) { await other.carryOut(claim) }
            return try await stack.onlyTenant().status == "active"
        }
        approving.cancel()
        _ = await approving.result
        #expect(try await stack.onlyTenant().status == "active")
    }

    @Test(arguments: ["open", "closed"])
    func aTenantThatWasNeverAskedForHasNoApproval(signUp: String) async throws {
        let stack = try await LifecycleStack.make(settings: ["sign_up": signUp])
        let approval = try #require(stack.plugin.services.approval)
        let tenant = try await stack.create()
        await #expect(throws: LifecycleError.notAwaitingApproval) { try await approval.approve(tenant.id, actor: "a") }
        await #expect(throws: LifecycleError.notAwaitingApproval) { try await approval.reject(tenant.id, actor: "a") }
        await #expect(throws: LifecycleError.unknownTenant) { try await approval.approve(.random(), actor: "a") }
        #expect(try await stack.onlyTenant().status == "active")
    }
}
