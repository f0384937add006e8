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

    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    let cluster: PostgresCluster
    let registryName: String
    let registry: DirectDatabase
    let prefix: String
    let pools: PoolManagerDouble
    let plugin: ProvisioningPlugin
    let jobs: RegistryJobQueue
    let cryptography: OpenSSLCryptography

    var lifecycle: any TenantLifecycle {
        get throws { try #require(plugin.services.lifecycle) }
    }

    /// - Parameters:
    ///   - admin: who administers the server; its superuser unless named.
    ///   - others: servers besides the one of the cluster.
    ///   - identity: the accounts, which hash what the owners choose.
    ///   - forgottenCommit: which of the registry's commits, from 1, has its answer lost.
    ///   - checkpoint: called at the end of each step of a creation; what it throws fails the step.
    static func make(
        admin: (name: String, password: Secret)? = nil, others: [DatabaseServer] = [],
        forgottenCommit: Int? = nil, identity: AccountTable = AccountTable(),
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
        let seen: any Database =
            if let forgottenCommit { ForgetfulRegistry(registry, commit: forgottenCommit) } else { registry }
        let jobs = RegistryJobQueue(
            registry: seen,
            settings: JobSettings(host: "test:1", lease: .seconds(10), pollInterval: .milliseconds(50), maxRunning: 4),
            bell: JobBell(), logger: logger)
        let plugin = try ProvisioningPlugin(
            context: context(seen, pools, jobs, plans, cryptography, identity),
            administration: administration,
            tenants: TenantStore(plans: plans, cryptography: cryptography), migrations: runner,
            configuration: ProvisioningConfiguration(
                databasePrefix: prefix, tenantMigrations: [NoteSeeder.migrations]))
        jobs.adopt(plugin.services.jobKinds.map { $0.calling(checkpoint) })
        return LifecycleStack(
            cluster: cluster, registryName: registryName, registry: registry, prefix: prefix, pools: pools, plugin: plugin,
            jobs: jobs, cryptography: cryptography)
    }

    private static func context(
        _ registry: any Database, _ pools: PoolManagerDouble, _ jobs: RegistryJobQueue, _ plans: PlanCatalogue,
        _ cryptography: OpenSSLCryptography, _ identity: AccountTable
    ) -> PluginContext {
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
            settings: settings(place), registry: registry,
            directory: directory, changes: changes, audit: RegistryAuditLog(), pools: pools, jobs: jobs, tokens: NoTokens(),
            passwords: NoPasswords(), cryptography: cryptography, plans: plans, logger: logger, services: services)
    }

    /// A locked table is given up soon.
    private static func settings(_ place: SettingsPlace) -> SettingsNode {
        func node(_ value: SettingsNode.Value) -> SettingsNode { SettingsNode(value: value, place: place, path: "test") }
        func entry(_ key: String, _ value: SettingsNode.Value) -> SettingsNode.Entry {
            SettingsNode.Entry(key: key, keyPlace: place, value: node(value))
        }
        let migrations = [
            entry("lock_timeout_ms", .scalar("100", quoted: false)), entry("attempts", .scalar("3", quoted: false)),
        ]
        return node(.mapping([entry("migrations", .mapping(migrations))]))
    }
}
