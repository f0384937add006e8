import Contracts
import FoundationEssentials
import TestSupport
import Testing

@testable import HostRegistry
@testable import ProvisioningPlugin

/// What a host finds that looks for jobs which nobody works on.
@Suite struct TakenOverJobTests {
    @Test(arguments: [TenantStatus.pending, .failed, .deleting])
    func whatAVersionWithoutJobsLeftIsRemoved(status: TenantStatus) async throws {
        let stack = try await LifecycleStack.make()
        try await stack.leave(try await stack.create().id, in: status)
        try await stack.workOffJobs()
        #expect(try await stack.remains() == [])
        #expect(try await stack.registry.query("SELECT FROM erasure_ledger").count == (status == .deleting ? 1 : 0))
    }

    /// A host of the earlier version was only slow.
    @Test func aTenantThatWasMadeAfterAllIsKept() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        try await stack.leave(tenant.id, in: .active)
        try await stack.workOffJobs()
        #expect(try await stack.query(as: tenant, "SELECT FROM workspace.note").count == 1)
        #expect(try await stack.status(of: tenant) == "active")
    }

    @Test func aQueuedCreationIsCarriedOutByWhoeverComes() async throws {
        let stack = try await LifecycleStack.make()
        let job = try await stack.lifecycle.enqueue(stack.order(email: "josé@example.com"))
        #expect(try await stack.jobs.find(job)?.state == .queued)
        try await stack.workOffJobs()
        let done = try #require(try await stack.jobs.find(job))
        #expect(done.state == .succeeded && done.error == nil)
        #expect(try await stack.registry.query("SELECT status FROM tenant WHERE id = \(done.tenant)").first?.text(0) == "active")
        #expect(try await stack.registry.query("SELECT password_hash FROM account").first?.text(0) == "hashed")
    }

    @Test func aQueuedCreationThatFailsIsUndone() async throws {
        let stack = try await LifecycleStack.make { if $0 == .seed { throw DatabaseError.connectionLost } }
        let job = try await stack.lifecycle.enqueue(stack.order())
        try await stack.workOffJobs()
        let failed = try #require(try await stack.jobs.find(job))
        #expect(failed.state == .failed && failed.error?.code == "provisioning_failed")
        #expect(try await stack.remains() == [])
    }

    /// The seeding was committed and its record was not: whoever repeats it finds the mark.
    @Test func aDatabaseIsSeededOnce() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        let payload = CreationPayload(
            owner: try await owner(of: tenant, stack), email: try #require(EmailAddress("a@example.com")), name: .unknown,
            plan: "free")
        let order = JobOrder(kind: TenantCreation.kindName, tenant: tenant.id, payload: payload.json, requestedBy: "test")
        _ = try await stack.registry.query("UPDATE tenant SET status = 'pending' WHERE id = \(tenant.id)")
        try await stack.registry.transaction { try await stack.jobs.enter(order, .queued, on: $0) }
        try await stack.workOffJobs()
        #expect(try await stack.jobs.find(order.id)?.state == .succeeded)
        #expect(try await stack.query(as: tenant, "SELECT FROM workspace.note").count == 1)
    }

    private func owner(of tenant: Tenant, _ stack: LifecycleStack) async throws -> UUID {
        let rows = try await stack.registry.query("SELECT id FROM account WHERE tenant = \(tenant.id)")
        return try #require(rows.first).decode(at: 0)
    }
}
