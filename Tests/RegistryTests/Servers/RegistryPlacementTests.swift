import Contracts
import HostRegistry
import TestSupport
import Testing

@Suite struct RegistryPlacementTests {
    /// Every server answers, except those called `away`.
    private struct Reachable: ServerAdministration {
        func placementServers() async throws -> [String] { [] }

        func withConnection<Result: Sendable>(
            server: String, database: String, _ body: @Sendable (any DatabaseConnection) async throws -> Result
        ) async throws -> Result {
            guard server != "away" else { throw DatabaseError.connectFailed(.timedOut) }
            let cluster = try await PostgresCluster.shared
            return try await cluster.withConnection(to: cluster.target()) { try await body($0) }
        }

        func withTenantConnection<Result: Sendable>(
            to placement: Placement, password: Secret, _ body: @Sendable (any DatabaseConnection) async throws -> Result
        ) async throws -> Result {
            throw DatabaseError.connectFailed(.timedOut)
        }
    }

    private static let anywhere = Plan(name: "free", isSelfService: true)

    private func placement(_ registry: RegistryDatabase, _ servers: [DatabaseServer]) async throws -> RegistryPlacement {
        RegistryPlacement(
            servers: try await registry.servers(servers), registry: registry.database,
            reach: ServerReach(administration: Reachable()))
    }

    private func candidates(
        _ servers: [DatabaseServer], region: String? = nil, plan: Plan = anywhere
    ) async throws -> [String] {
        let placement = try await placement(try await RegistryDatabase.make(), servers)
        return try await placement.candidates(for: PlacementWish(region: region, plan: plan))
    }

    private func server(_ name: String, in region: String? = nil, _ edit: (inout ServerDescription) -> Void = { _ in })
        -> DatabaseServer
    {
        .sample(name) {
            $0.region = region
            edit(&$0)
        }
    }

    @Test func onlyOpenServersTakeTenants() async throws {
        let servers = [server("a") { $0.state = .draining }, server("b") { $0.state = .closed }, server("c"), server("d")]
        #expect(try await candidates(servers) == ["c", "d"])
    }

    @Test func aFullServerTakesNone() async throws {
        #expect(try await candidates([server("a") { $0.capacity = 0 }, server("b"), server("c")]) == ["b", "c"])
    }

    @Test func theHeavierOfTwoEmptyServersComesFirst() async throws {
        #expect(try await candidates([server("a"), server("b") { $0.weight = 2 }]) == ["b", "a"])
    }

    @Test func aServerThatDoesNotAnswerIsPassedOver() async throws {
        #expect(try await candidates([server("away") { $0.weight = 9 }, server("b")]) == ["b"])
    }

    @Test func aRegionThatNoServerHasIsUnknown() async throws {
        let servers = [server("a", in: "eu"), server("b", in: "us")]
        await #expect(throws: PlacementError.unknownRegion("mars", allowed: ["eu", "us"])) {
            try await candidates(servers, region: "mars")
        }
        #expect(try await candidates(servers, region: "us") == ["b"])
    }

    @Test func aPlanKeepsToItsRegions() async throws {
        let plan = Plan(name: "local", isSelfService: true, regions: ["eu"])
        let servers = [server("a", in: "eu"), server("b", in: "us"), server("c")]
        #expect(try await candidates(servers, plan: plan) == ["a"])
        await #expect(throws: PlacementError.regionNotInPlan("us", allowed: ["eu"])) {
            try await candidates(servers, region: "us", plan: plan)
        }
    }

    @Test func whereNoServerIsLeftNobodyIsPlaced() async throws {
        await #expect(throws: PlacementError.noServer) { try await candidates([server("a") { $0.state = .draining }]) }
    }

    /// Each holds its place for a while before its row is there to be counted, as a sign-up does.
    @Test func theLastPlaceIsTakenOnce() async throws {
        let registry = try await RegistryDatabase.make()
        let placement = try await placement(registry, [server("test") { $0.capacity = 1 }])
        let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let reservation = try registry.reservation("racer-\(number)")
                    return try await registry.database.transaction { connection in
                        guard try await placement.takePlace(on: "test", within: connection) else { return false }
                        _ = try await connection.query("SELECT pg_sleep(0.05)")
                        try await registry.store.reserve(reservation, on: connection)
                        return true
                    }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(taken == 1)
    }

    @Test func noPlaceIsTakenOnAServerThatIsBeingClosed() async throws {
        let registry = try await RegistryDatabase.make()
        let placement = try await placement(registry, [server("test")])
        let closing = RegistryServers(
            registry: registry.database, driver: TestReactors.driver, reach: ServerReach(administration: Reachable()),
            changes: registry.feed(), audit: RegistryAuditLog(), cryptography: PlainCryptography())
        let reservation = try registry.reservation("late")
        let closed = try await registry.database.transaction { connection in
            #expect(try await placement.takePlace(on: "test", within: connection))
            let closed = Task { try await closing.change("test", password: nil, actor: "test") { $0.state = .closed } }
            _ = try await connection.query("SELECT pg_sleep(0.2)")
            try await registry.store.reserve(reservation, on: connection)
            return closed
        }
        await #expect(throws: ServerError.hasTenants("test", count: 1)) { try await closed.value }
    }
}
