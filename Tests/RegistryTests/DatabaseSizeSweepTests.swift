import Contracts
import Logging
import Synchronization
import TestSupport
import Testing

@testable import HostRegistry

@Suite struct DatabaseSizeSweepTests {
    private static let plans = PlanCatalogue(
        plans: [], defaultPlan: Plan(name: "free", isSelfService: true, limits: TenantLimits(databaseBytes: 1_000_000)))

    /// The cluster of the tests, whose databases can be looked at.
    private struct Servers: ServerAdministration {
        let asked = Tally()

        func placementServers() async throws -> [String] { [] }

        func withConnection<Result: Sendable>(
            server: String, database: String, _ body: @Sendable (any DatabaseConnection) async throws -> Result
        ) async throws -> Result {
            asked.add()
            let cluster = try await PostgresCluster.shared
            return try await cluster.withConnection(to: cluster.target(database: database)) { try await body($0) }
        }

        func withTenantConnection<Result: Sendable>(
            to placement: Placement, password: Secret, _ body: @Sendable (any DatabaseConnection) async throws -> Result
        ) async throws -> Result { throw DatabaseError.connectFailed(.timedOut) }
    }

    /// A tenant whose database is the registry's own: that one exists.
    private func tenant(in registry: RegistryDatabase) async throws -> TenantID {
        let tenant = try await registry.addTenant("acme")
        _ = try await registry.database.query("UPDATE tenant SET database_name = current_database()")
        return tenant
    }

    private func sweep(_ registry: RegistryDatabase, _ servers: Servers = Servers()) -> DatabaseSizeSweep {
        DatabaseSizeSweep(
            registry: registry.database, administration: servers, plans: Self.plans, changes: registry.feed(),
            interval: .seconds(60), logger: Logger(label: "test"))
    }

    private func published(_ registry: RegistryDatabase) async throws -> Int {
        try await registry.database.query("SELECT count(*) FROM registry_change").first?.decode(at: 0) ?? -1
    }

    @Test func aDatabaseIsMeasuredAndHostsHearThatItIsBeyondItsLimitOnce() async throws {
        let registry = try await RegistryDatabase.make()
        _ = try await tenant(in: registry)
        for _ in 0..<2 {
            try await sweep(registry).sweep()
            _ = try await registry.database.query("UPDATE tenant_size SET claimed_at = now() - interval '1 hour'")
        }
        let row = try await registry.database.query("SELECT bytes FROM tenant_size").first
        #expect(try #require(row).decode(at: 0, as: Int.self) > 1_000_000)
        #expect(try await published(registry) == 1)
    }

    @Test func ofSeveralHostsOneMeasures() async throws {
        let registry = try await RegistryDatabase.make()
        _ = try await tenant(in: registry)
        let servers = Servers()
        try await withThrowingTaskGroup { group in
            for _ in 0..<6 { group.addTask { try await sweep(registry, servers).sweep() } }
            try await group.waitForAll()
        }
        #expect(servers.asked.count == 1)
    }

    @Test func aDatabaseThatIsGoneKeepsItsFigure() async throws {
        let registry = try await RegistryDatabase.make()
        _ = try await registry.addTenant("gone")
        try await sweep(registry).sweep()
        #expect(try await registry.database.query("SELECT FROM tenant_size WHERE bytes IS NULL").count == 1)
    }

    @Test func theDirectoryTellsWhoIsFull() async throws {
        let registry = try await RegistryDatabase.make()
        let tenant = try await tenant(in: registry)
        try await sweep(registry).sweep()
        let store = TenantStore(plans: Self.plans, cryptography: PlainCryptography())
        #expect(try await store.entry(.id(tenant), in: registry.database)?.tenant.isStorageFull == true)
        _ = try await registry.database.query(
            "UPDATE tenant SET limit_overrides = '{\"max_database_bytes\": 1000000000000}'")
        #expect(try await store.entry(.id(tenant), in: registry.database)?.tenant.isStorageFull == false)
    }
}
