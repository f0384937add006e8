import Contracts
import HostRegistry
import TestSupport
import Testing

@testable import ProvisioningPlugin

@Suite struct GracePeriodTests {
    private static let day: Duration = .seconds(86_400)

    private static func makeDue(_ tenant: Tenant, in stack: LifecycleStack) async throws {
        _ = try await stack.registry.query(
            "UPDATE pending_erasure SET due_at = now() - interval '1 second' WHERE tenant = \(tenant.id)")
    }

    /// What hosts do now and then, and what comes of it.
    private static func maintain(_ tenant: Tenant, in stack: LifecycleStack) async throws {
        try await stack.plugin.maintain()
        let job = try await stack.registry.withConnection {
            try await stack.jobs.unfinished(TenantDeletion.kindName, of: tenant.id, on: $0)
        }
        if let job { try await stack.jobs.finish(job) }
    }

    /// A deletion with a day's grace, and when it is due.
    private static func schedule(_ tenant: Tenant, in stack: LifecycleStack) async throws -> String {
        guard case .due(let at) = try await stack.lifecycle.delete(tenant.id, grace: day, actor: "operator:ops") else {
            throw LifecycleError.erasureBegun
        }
        return at
    }

    @Test func theTenantIsFencedOffAndKept() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create(slug: "acme")
        #expect(try await Self.schedule(tenant, in: stack).wholeMatch(of: /\d{4}-\d\d-\d\dT[\d:.]+Z/) != nil)
        #expect(try await stack.status(of: tenant) == "deleting")
        #expect(stack.pools.calls == [.closed(tenant.id)])
        #expect(try await stack.query(as: tenant, "SELECT FROM workspace.note").count == 1)
        await #expect(throws: LifecycleError.slugTaken) { try await stack.create(slug: "acme") }
    }

    /// No job is entered for it before the time.
    @Test func nobodyErasesItBeforeTheTime() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        _ = try await Self.schedule(tenant, in: stack)
        _ = try await stack.registry.query("UPDATE tenant SET status_changed_at = now() - interval '1 hour'")
        try await Self.maintain(tenant, in: stack)
        #expect(try await stack.status(of: tenant) == "deleting")
    }

    @Test func theSweepErasesItAfterwards() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        _ = try await Self.schedule(tenant, in: stack)
        try await Self.makeDue(tenant, in: stack)
        try await Self.maintain(tenant, in: stack)
        #expect(try await stack.remains() == [])
        let document = try await stack.registry.query("SELECT document::json->>'requested_by' FROM erasure_ledger").first?.text(0)
        #expect(document == "operator:ops")
    }

    @Test(arguments: [TenantStatus.active, .suspended])
    func aRestoredTenantIsWhatItWas(status: TenantStatus) async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        if status == .suspended { try await stack.lifecycle.suspend(tenant.id, reason: "unpaid", actor: "test") }
        _ = try await Self.schedule(tenant, in: stack)
        try await stack.lifecycle.restore(tenant.id, actor: "operator:ops")
        let row = try await stack.registry.query("SELECT status, suspension_reason FROM tenant").first
        #expect(row?.text(0) == status.rawValue && row?.text(1) == (status == .suspended ? "unpaid" : nil))
        #expect(stack.pools.calls.contains(.reopened(tenant.id)) == (status == .active))
        try await Self.maintain(tenant, in: stack)
        #expect(try await stack.status(of: tenant) == status.rawValue)
    }

    @Test func whatHasBegunIsNotTakenBack() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        let name = SQLIdentifier.quote(tenant.placement.database)
        try await stack.cluster.execute("ALTER DATABASE \(name) IS_TEMPLATE true")
        _ = try? await stack.lifecycle.delete(tenant.id, actor: "test")
        await #expect(throws: LifecycleError.erasureBegun) { try await stack.lifecycle.restore(tenant.id, actor: "test") }
        try await stack.cluster.execute("ALTER DATABASE \(name) IS_TEMPLATE false")
    }

    @Test func whatIsDueIsNotTakenBack() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        _ = try await Self.schedule(tenant, in: stack)
        try await Self.makeDue(tenant, in: stack)
        await #expect(throws: LifecycleError.erasureBegun) { try await stack.lifecycle.restore(tenant.id, actor: "test") }
    }

    @Test func aTenantThatIsNotBeingDeletedCannotBeRestored() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        await #expect(throws: LifecycleError.invalidTransition(from: .active, to: .active)) {
            try await stack.lifecycle.restore(tenant.id, actor: "test")
        }
        await #expect(throws: LifecycleError.unknownTenant) { try await stack.lifecycle.restore(.random(), actor: "test") }
    }

    /// Asked for twice, the earlier time counts; without grace it is now.
    @Test func aSecondRequestHastensAndNeverDelays() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        let first = try await Self.schedule(tenant, in: stack)
        let later = try await stack.lifecycle.delete(tenant.id, grace: Self.day * 30, actor: "test")
        #expect(later == .due(at: first))
        _ = try await stack.lifecycle.delete(tenant.id, grace: .zero, actor: "test")
        #expect(try await stack.remains() == [])
    }

    @Test func restoringAndErasingAtOnceEndInOneOfBoth() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        _ = try await Self.schedule(tenant, in: stack)
        async let restored: Void? = try? stack.lifecycle.restore(tenant.id, actor: "test")
        async let erased = try? stack.lifecycle.delete(tenant.id, grace: .zero, actor: "test")
        let (isRestored, receipt) = (await restored != nil, await erased)
        // The deletion may also come after the restoration, and then erases an active tenant.
        let status = try await stack.status(of: tenant)
        #expect(receipt != nil ? status == nil : isRestored && status == "active")
    }
}
