@_spi(Host) import Contracts
import FoundationEssentials
import HostCrypto
import HostRegistry
import Logging
import TestSupport
import Testing

@testable import ProvisioningPlugin

/// A registry, a server for tenants and the provisioning plugin, all of one test's own but for the cluster.
struct LifecycleStack: Sendable {
    static let server = "main"

    /// A cluster apart: its own databases get locked, which tests elsewhere would notice.
    static var cluster: PostgresCluster {
        get async throws { try await launched.value }
    }

    private static let launched = Task { try await PostgresCluster.launch(settings: ["max_connections": "400"]) }

    let cluster: PostgresCluster
    let registryName: String
    let registry: DirectDatabase
    let prefix: String
    let pools: PoolManagerDouble
    let plugin: ProvisioningPlugin
    let cryptography: OpenSSLCryptography

    var lifecycle: any TenantLifecycle {
        get throws { try #require(plugin.services.lifecycle) }
    }

    /// - Parameters:
    ///   - admin: who administers the server; its superuser unless named.
    ///   - others: servers besides the one of the cluster.
    ///   - identity: the accounts, which hash what the owners choose.
    ///   - forgetsFirstCommit: whether the answer to the registry's first commit is lost.
    ///   - checkpoint: called after each step of a creation.
    static func make(
        admin: (name: String, password: Secret)? = nil, others: [DatabaseServer] = [],
        forgetsFirstCommit: Bool = false, identity: AccountTable = AccountTable(),
        checkpoint: @escaping @Sendable (CreationStep) async throws -> Void = { _ in }
    ) async throws -> LifecycleStack {
        let cluster = try await cluster
        let cryptography = try OpenSSLCryptography(key: [UInt8](repeating: 0x07, count: 32))
        let runner = MigrationRunner(cryptography: cryptography)
        let registryName = try await cluster.createDatabase("registry")
        let registry = DirectDatabase(cluster.target(database: registryName))
        try await registry.withConnection { try await runner.migrate([RegistryMigrations.set, AccountTable.migrations], on: $0) }
        let target = cluster.target()
        let servers = DatabaseServers(
            [
                DatabaseServer(
                    name: server, parameters: target.parameters, adminUser: admin?.name ?? target.user,
                    adminPassword: admin?.password ?? target.password)
            ] + others)
        let administration = RegistryServerAdministration(driver: TestReactors.driver, servers: servers, registry: registry)
        let pools = PoolManagerDouble()
        let prefix = "t" + UUID().uuidString.lowercased().prefix(6) + "_"
        let plans = PlanCatalogue(plans: [], defaultPlan: Plan(name: "free", isSelfService: true))
        let plugin = try ProvisioningPlugin(
            context: context(
                forgetsFirstCommit ? ForgetfulRegistry(registry) : registry, pools, plans, cryptography, identity),
            administration: administration,
            tenants: TenantStore(plans: plans, cryptography: cryptography), migrations: runner,
            configuration: ProvisioningConfiguration(
                databasePrefix: prefix, tenantMigrations: [NoteSeeder.migrations]),
            checkpoint: checkpoint)
        return LifecycleStack(
            cluster: cluster, registryName: registryName, registry: registry, prefix: prefix, pools: pools, plugin: plugin,
            cryptography: cryptography)
    }

    private static func context(
        _ registry: any Database, _ pools: PoolManagerDouble, _ plans: PlanCatalogue, _ cryptography: OpenSSLCryptography,
        _ identity: AccountTable
    ) -> PluginContext {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let changes = RegistryChangeFeed(
            registry: registry, lease: HostLease(duration: .seconds(10)),
            settings: FeedSettings(pollInterval: .milliseconds(250), readTimeout: .seconds(2)), logger: logger)
        let directory = RegistryTenantDirectory(
            store: TenantStore(plans: plans, cryptography: cryptography), registry: registry, changes: changes)
        var services = PluginServices()
        services.identity = identity
        services.seeders = [NoteSeeder()]
        let place = SettingsPlace(file: "test.yaml", line: 1, column: 1)
        return PluginContext(
            settings: SettingsNode(value: .absent, place: place, path: "plugins.provisioning"), registry: registry,
            directory: directory, changes: changes, audit: RegistryAuditLog(), pools: pools, tokens: NoTokens(),
            passwords: NoPasswords(), cryptography: cryptography, plans: plans, logger: logger, services: services)
    }
}
