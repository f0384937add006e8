import Contracts
import HostRegistry
import TestSupport
import Testing

@Suite struct RegistryServerAdministrationTests {
    private func server(_ name: String, accepts: Bool = true) -> DatabaseServer {
        DatabaseServer(
            name: name, parameters: [:], adminUser: "admin", adminPassword: Secret("x"), acceptsNewTenants: accepts)
    }

    @Test func theServerWithTheFewestTenantsComesFirst() async throws {
        let registry = try await RegistryDatabase.make()
        _ = try await registry.addTenant("acme")
        let administration = RegistryServerAdministration(
            driver: TestReactors.driver,
            servers: DatabaseServers([server("test"), server("closed", accepts: false), server("new")]),
            registry: registry.database)
        #expect(try await administration.placementServers() == ["new", "test"])
    }

    @Test func anUnknownServerIsAnErrorOfItsOwn() async throws {
        let registry = try await RegistryDatabase.make()
        let administration = RegistryServerAdministration(
            driver: TestReactors.driver, servers: DatabaseServers([]), registry: registry.database)
        await #expect(throws: ServerError.unknownServer("lost")) {
            try await administration.withConnection(server: "lost", database: "postgres") { _ in }
        }
    }
}
