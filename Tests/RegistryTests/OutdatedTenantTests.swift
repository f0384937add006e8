import Contracts
import Testing

@testable import HostRegistry

/// What the directory loads of tenants that other versions of the program migrated.
@Suite struct OutdatedTenantTests {
    @Test(arguments: [(1, "f", false), (1, "other", true), (2, "later", false), (0, "adopted", false)])
    func itIsDecidedWhenTheTenantIsLoaded(version: Int, fingerprint: String, isOutdated: Bool) async throws {
        let registry = try await RegistryDatabase.make()
        let id = try await registry.addTenant("acme")
        try await registry.database.transaction { connection in
            try await registry.store.record(TenantSchema(version: version, fingerprint: fingerprint), of: id, on: connection)
        }
        let store = TenantStore(
            plans: PlanCatalogue(plans: [], defaultPlan: Plan(name: "free", isSelfService: true)),
            cryptography: PlainCryptography(),
            needed: TenantSchema(version: 1, fingerprint: "f"))
        #expect(try await store.entry(.id(id), in: registry.database)?.tenant.isOutdated == isOutdated)
    }
}
