import Contracts
import HostRegistry
import TestSupport
import Testing

@Suite struct SettingsServersTests {
    private func enter(_ servers: [DatabaseServer], in registry: RegistryDatabase) async throws -> [RegisteredServer] {
        _ = try await registry.servers(servers)
        return try await control(registry).list()
    }

    private func control(_ registry: RegistryDatabase) -> RegistryServers {
        RegistryServers(
            registry: registry.database, driver: MockDriver(), reach: ServerReach(administration: NoServers()),
            changes: registry.feed(), audit: RegistryAuditLog(), cryptography: PlainCryptography())
    }

    private struct NoServers: ServerAdministration {
        func placementServers() async throws -> [String] { [] }

        func withConnection<Result: Sendable>(
            server: String, database: String, _ body: @Sendable (any DatabaseConnection) async throws -> Result
        ) async throws -> Result {
            throw DatabaseError.connectFailed(.timedOut)
        }

        func withTenantConnection<Result: Sendable>(
            to placement: Placement, password: Secret, _ body: @Sendable (any DatabaseConnection) async throws -> Result
        ) async throws -> Result {
            throw DatabaseError.connectFailed(.timedOut)
        }
    }

    @Test func theSettingsWinForHowTheirServersAreReached() async throws {
        let registry = try await RegistryDatabase.make()
        _ = try await enter([.sample("main")], in: registry)
        let moved = DatabaseServer.sample("main") { $0.address = ServerAddress(host: "b,c", port: "1,2") ?? .localhost }
        let listed = try await enter([moved], in: registry)
        #expect(listed.map(\.description.address.host) == ["b,c"])
    }

    @Test func anOperatorWinsForWhatAServerIsUsedFor() async throws {
        let registry = try await RegistryDatabase.make()
        _ = try await enter([.sample("main")], in: registry)
        try await control(registry).change("main", password: nil, actor: "test") {
            $0.state = .draining
            $0.weight = 5
        }
        let entered = DatabaseServer.sample("main") { ($0.weight, $0.region, $0.capacity) = (2, "eu", 9) }
        let server = try #require(try await enter([entered], in: registry).first?.description)
        #expect(server.state == .draining && server.weight == 5 && server.region == "eu" && server.capacity == 9)
    }

    @Test func whatIsThereAlreadyIsNotWrittenAgain() async throws {
        let registry = try await RegistryDatabase.make()
        let first = try await enter([.sample("main")], in: registry)
        #expect(try await enter([.sample("main")], in: registry) == first)
        #expect(try await registry.database.query("SELECT FROM audit_log WHERE action LIKE 'server.%'").count == 1)
    }

    @Test func aServerThatLeftTheSettingsIsTheOperators() async throws {
        let registry = try await RegistryDatabase.make()
        _ = try await enter([.sample("main"), .sample("left")], in: registry)
        let listed = try await enter([.sample("main")], in: registry)
        #expect(listed.map(\.description.name) == ["left", "main"])
        #expect(listed.map(\.source) == [.operator, .settings])
    }

    @Test func howAServerOfTheSettingsIsReachedIsNotTheOperatorsToChange() async throws {
        let registry = try await RegistryDatabase.make()
        _ = try await enter([.sample("main")], in: registry)
        await #expect(throws: ServerError.inSettings("main")) {
            try await control(registry).change("main", password: nil, actor: "test") { $0.adminUser = "mallory" }
        }
        await #expect(throws: ServerError.inSettings("main")) {
            try await control(registry).change("main", password: Secret("x"), actor: "test") { _ in }
        }
        await #expect(throws: ServerError.inSettings("main")) { try await control(registry).remove("main", actor: "test") }
    }
}
