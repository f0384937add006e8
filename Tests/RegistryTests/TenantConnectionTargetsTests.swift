import Contracts
import HostRegistry
import TestSupport
import Testing

@Suite struct TenantConnectionTargetsTests {
    private func targets(_ registry: RegistryDatabase, _ servers: [DatabaseServer]) async throws -> TenantConnectionTargets {
        let feed = registry.feed()
        let directory = RegistryTenantDirectory(store: registry.store, registry: registry.database, changes: feed)
        let run = Task { await feed.run() }
        while feed.lease.age() == nil { await Task.yield() }
        run.cancel()
        return TenantConnectionTargets(
            directory: directory, servers: try await registry.servers(servers), cryptography: PlainCryptography())
    }

    private let server = DatabaseServer.sample("test")

    @Test func aTenantConnectsAsItsOwnRoleNeverAsTheAdministrator() async throws {
        let registry = try await RegistryDatabase.make()
        let tenant = try await registry.addTenant("acme")
        let target = try await targets(registry, [server]).target(of: tenant).target
        #expect(target.user == "tenant_\(tenant)" && target.database == target.user && target.password.reveal() == "s3cret")
        #expect(target.server == "test" && target.parameters == ["host": "db", "port": "5432", "sslmode": "prefer"])
    }

    @Test func aTenantOnAServerThatTheSettingsLostHasNoTarget() async throws {
        let registry = try await RegistryDatabase.make()
        let tenant = try await registry.addTenant("acme")
        let targets = try await targets(registry, [])
        await #expect(throws: ServerError.unknownServer("test")) { try await targets.target(of: tenant) }
    }

    @Test func aTenantThatWasCutOffHasNoTarget() async throws {
        let registry = try await RegistryDatabase.make()
        let tenant = try await registry.addTenant("acme")
        _ = try await registry.database.transaction { connection in
            try await registry.store.transition(tenant, from: [.active], to: .suspended, reason: "x", on: connection)
        }
        let targets = try await targets(registry, [server])
        await #expect(throws: PoolError.tenantClosed) { try await targets.target(of: tenant) }
    }

    @Test func aTenantThatDoesNotExistHasNoTarget() async throws {
        let targets = try await targets(try await RegistryDatabase.make(), [server])
        await #expect(throws: LifecycleError.unknownTenant) { try await targets.target(of: .random()) }
    }
}
