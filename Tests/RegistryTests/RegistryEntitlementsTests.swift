import Contracts
import HostRegistry
import TestSupport
import Testing

@Suite struct RegistryEntitlementsTests {
    private static let plans = PlanCatalogue(
        plans: [Plan(name: "pro", isSelfService: true, limits: TenantLimits(users: 50))],
        defaultPlan: Plan(name: "free", isSelfService: true, limits: TenantLimits(users: 5, records: 100)))

    private func entitlements(_ registry: RegistryDatabase) -> RegistryEntitlements {
        RegistryEntitlements(
            registry: registry.database, plans: Self.plans, changes: registry.feed(), audit: RegistryAuditLog())
    }

    @Test func whatIsSetGoesBeforeThePlanAndTheRestStays() async throws {
        let registry = try await RegistryDatabase.make()
        let tenant = try await registry.addTenant("acme")
        let entitlements = entitlements(registry)
        _ = try await entitlements.change([.users: 7, .statementTimeout: 500], of: tenant, actor: "cli")
        let changed = try await entitlements.change([.users: 8, .statementTimeout: nil], of: tenant, actor: "cli")
        #expect(changed.overrides == TenantLimits(users: 8))
        #expect(changed.limits == TenantLimits(users: 8, records: 100))
        #expect(try await entitlements.entitlement(of: tenant) == changed)
    }

    @Test func anotherPlanKeepsWhatIsTheTenantsOwn() async throws {
        let registry = try await RegistryDatabase.make()
        let tenant = try await registry.addTenant("acme")
        let entitlements = entitlements(registry)
        _ = try await entitlements.change([.records: 7], of: tenant, actor: "cli")
        let changed = try await entitlements.changePlan("pro", of: tenant, actor: "cli")
        #expect(changed.plan.name == "pro" && changed.limits == TenantLimits(users: 50, records: 7))
    }

    @Test func whoDoesNotExistHasNone() async throws {
        let entitlements = entitlements(try await RegistryDatabase.make())
        await #expect(throws: LifecycleError.unknownTenant) {
            try await entitlements.change([.users: 7], of: .random(), actor: "cli")
        }
        await #expect(throws: LifecycleError.unknownTenant) {
            try await entitlements.changePlan("pro", of: .random(), actor: "cli")
        }
        #expect(try await entitlements.entitlement(of: .random()) == nil)
    }

    @Test func aPlanThatDoesNotExistIsNotTaken() async throws {
        let registry = try await RegistryDatabase.make()
        let tenant = try await registry.addTenant("acme")
        await #expect(throws: LifecycleError.unknownPlan) {
            try await entitlements(registry).changePlan("golden", of: tenant, actor: "cli")
        }
    }

    @Test func changesAtOnceLoseNothingOfEachOther() async throws {
        let registry = try await RegistryDatabase.make()
        let tenant = try await registry.addTenant("acme")
        let entitlements = entitlements(registry)
        try await withThrowingTaskGroup { group in
            for limit in TenantLimit.allCases {
                group.addTask { _ = try await entitlements.change([limit: limit.range.upperBound], of: tenant, actor: "cli") }
            }
            try await group.waitForAll()
        }
        let entitlement = try #require(try await entitlements.entitlement(of: tenant))
        #expect(TenantLimit.allCases.allSatisfy { entitlement.limits[$0] == $0.range.upperBound })
        #expect(try await registry.database.query("SELECT limit_revision FROM tenant").first?.text(0) == "8")
    }

    @Test func aLimitThatOnlyALaterProgramKnowsIsLeftOut() {
        #expect(TenantLimits(sqlText: #"{"max_users": 3, "max_dreams": 9, "max_records": "many"}"#) == TenantLimits(users: 3))
        #expect(TenantLimits(sqlText: "[]") == nil)
    }
}
