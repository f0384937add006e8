import Contracts
import HostRegistry
import TestSupport
import Testing

@Suite struct RegistryServerAdministrationTests {
    private func administration(_ registry: RegistryDatabase, _ servers: [DatabaseServer]) async throws
        -> RegistryServerAdministration
    {
        RegistryServerAdministration(
            driver: TestReactors.driver, servers: try await registry.servers(servers), registry: registry.database)
    }

    @Test func theServerWithTheFewestTenantsComesFirst() async throws {
        let registry = try await RegistryDatabase.make()
        _ = try await registry.addTenant("acme")
        let closed = DatabaseServer.sample("closed") { $0.state = .draining }
        let administration = try await administration(registry, [.sample("test"), closed, .sample("zoo")])
        #expect(try await administration.placementServers() == ["zoo", "test"])
    }

    @Test func anUnknownServerIsAnErrorOfItsOwn() async throws {
        let administration = try await administration(try await RegistryDatabase.make(), [])
        await #expect(throws: ServerError.unknownServer("lost")) {
            try await administration.withConnection(server: "lost", database: "postgres") { _ in }
        }
    }

    @Test func nobodyConnectsToAClosedServer() async throws {
        let closed = DatabaseServer.sample("old") { $0.state = .closed }
        let administration = try await administration(try await RegistryDatabase.make(), [closed])
        await #expect(throws: ServerError.closed("old")) {
            try await administration.withConnection(server: "old", database: "postgres") { _ in }
        }
    }

    @Test func aPasswordThatWasMovedToAnotherServerDoesNotOpen() async throws {
        let registry = try await RegistryDatabase.make()
        let administration = try await administration(registry, [.sample("one"), .sample("two")])
        _ = try await registry.database.query(
            """
            UPDATE database_server SET sealed_password = (SELECT sealed_password FROM database_server WHERE name = 'one')
            WHERE name = 'two'
            """)
        await #expect(throws: ServerError.passwordSealedOtherwise("two")) {
            try await administration.withConnection(server: "two", database: "postgres") { _ in }
        }
    }
}
