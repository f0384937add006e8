@_spi(Host) import Contracts
import FoundationEssentials
import HostArchives
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
    private let host: @Sendable (Settings, MigrationSet, Loss?) throws -> (ProvisioningPlugin, RegistryJobQueue)
    let plugin: ProvisioningPlugin
    let jobs: RegistryJobQueue
    let cryptography: OpenSSLCryptography

    /// The plugin's own settings, besides the usual ones.
    typealias Settings = [String: String]
    /// What of which of the registry's commits, from 1, is lost.
    typealias Loss = (part: ForgetfulRegistry.Loss, commit: Int)

    var lifecycle: any TenantLifecycle {
        get throws { try #require(plugin.services.lifecycle) }
    }

    /// - Parameters:
    ///   - admin: who administers the server; its superuser unless named.
    ///   - others: servers besides the one of the cluster.
    ///   - identity: the accounts, which hash what the owners choose.
    ///   - loss: what the registry loses.
    ///   - checkpoint: called at the end of each step of a creation; what it throws fails the step.
    static func make(
        admin: (name: String, password: Secret)? = nil, others: [DatabaseServer] = [],
        losing loss: Loss? = nil, identity: AccountTable = AccountTable(), settings: Settings = [:],
        checkpoint: @escaping @Sendable (CreationStep) async throws -> Void = { _ in }
    ) async throws -> LifecycleStack {
        let cluster = try await cluster
        let cryptography = try OpenSSLCryptography(key: [UInt8](repeating: 0x07, count: 32))
        let runner = MigrationRunner(cryptography: cryptography)
        let registryName = try await cluster.createDatabase("registry")
        let registry = DirectDatabase(cluster.target(database: registryName))
        try await registry.withConnection { try await runner.migrate(registryMigrations, on: $0) }
        let target = cluster.target()
        let main = DatabaseServer(
            ServerDescription(
                name: server, address: try #require(ServerAddress(host: cluster.folder, port: String(cluster.port))),
                adminUser: admin?.name ?? target.user),
            adminPassword: admin?.password ?? target.password)
        let servers = try await enter([main] + others, in: registry, cryptography)
        let administration = RegistryServerAdministration(driver: TestReactors.driver, servers: servers, registry: registry)
        let pools = PoolManagerDouble()
        let prefix = "t" + UUID().uuidString.lowercased().prefix(6) + "_"
        let plans = PlanCatalogue(plans: [], defaultPlan: Plan(name: "free", isSelfService: true))
        let host = { @Sendable (settings: Settings, tenantMigrations: MigrationSet, loss: Loss?) in
            let seen: any Database =
                if let loss { ForgetfulRegistry(registry, loss: loss.part, commit: loss.commit) } else { registry }
            let jobs = RegistryJobQueue(
                registry: seen,
                settings: JobSettings(host: "test:1", lease: .seconds(10), pollInterval: .milliseconds(50), maxRunning: 4),
                bell: JobBell(), logger: logger)
            let plugin = try ProvisioningPlugin(
                context: context(settings, seen, pools, jobs, plans, cryptography, identity), administration: administration,
                placement: RegistryPlacement(
                    servers: servers, registry: seen, reach: ServerReach(administration: administration)),
                tenants: TenantStore(plans: plans, cryptography: cryptography), migrations: runner,
                tools: cluster.tools(administration.target(for:)),
                archives: ArchiveFolder(path: "/tmp/tm-archives-\(registryName)", lane: TestReactors.lane),
                configuration: ProvisioningConfiguration(databasePrefix: prefix, tenantMigrations: [tenantMigrations]))
            jobs.adopt(plugin.services.jobKinds.map { $0.calling(checkpoint) })
            return (plugin, jobs)
        }
        let (plugin, jobs) = try host(settings, NoteSeeder.migrations, loss)
        return LifecycleStack(
            cluster: cluster, registryName: registryName, registry: registry, prefix: prefix, pools: pools, host: host,
            plugin: plugin, jobs: jobs, cryptography: cryptography)
    }

    /// A host beside the first, or one after it, of the same version or of another.
    func anotherHost(
        _ settings: Settings = [:], migrations: MigrationSet = NoteSeeder.migrations, losing loss: Loss? = nil
    ) throws -> ProvisioningPlugin { try host(settings, migrations, loss).0 }

    /// The jobs as another host sees them.
    func anotherQueue() throws -> RegistryJobQueue { try host([:], NoteSeeder.migrations, nil).1 }

    private static let registryMigrations = [
        RegistryMigrations.set, AccountTable.migrations,
        MigrationSet(owner: ProvisioningPlugin.name, migrations: ProvisioningPlugin.registryMigrations),
    ]

    private static func enter(
        _ servers: [DatabaseServer], in registry: DirectDatabase, _ cryptography: OpenSSLCryptography
    ) async throws -> DatabaseServers {
        let entry = SettingsServers(cryptography: cryptography, audit: RegistryAuditLog(), changes: feed(registry))
        try await registry.withConnection { try await entry.enter(servers, on: $0) }
        return DatabaseServers(registry: registry, cryptography: cryptography)
    }

    private static func feed(_ registry: any Database) -> RegistryChangeFeed {
        RegistryChangeFeed(
            registry: registry, lease: HostLease(duration: .seconds(10)),
            settings: FeedSettings(pollInterval: .milliseconds(250), readTimeout: .seconds(2)), logger: logger)
    }

    private static func context(
        _ own: Settings, _ registry: any Database, _ pools: PoolManagerDouble, _ jobs: RegistryJobQueue, _ plans: PlanCatalogue,
        _ cryptography: OpenSSLCryptography, _ identity: AccountTable
    ) -> PluginContext {
        let changes = feed(registry)
        let directory = RegistryTenantDirectory(
            store: TenantStore(plans: plans, cryptography: cryptography), registry: registry, changes: changes)
        var services = PluginServices()
        services.identity = identity
        services.seeders = [NoteSeeder()]
        let place = SettingsPlace(file: "test.yaml", line: 1, column: 1)
        return PluginContext(
            settings: settings(own, place), registry: registry,
            directory: directory, changes: changes, audit: RegistryAuditLog(), pools: pools, jobs: jobs, tokens: NoTokens(),
            passwords: NoPasswords(), cryptography: cryptography, plans: plans, logger: logger, services: services)
    }

    /// A locked table is given up soon.
    private static func settings(_ own: Settings, _ place: SettingsPlace) -> SettingsNode {
        func node(_ value: SettingsNode.Value) -> SettingsNode { SettingsNode(value: value, place: place, path: "test") }
        func entry(_ key: String, _ value: SettingsNode.Value) -> SettingsNode.Entry {
            SettingsNode.Entry(key: key, keyPlace: place, value: node(value))
        }
        let migrations = [
            entry("lock_timeout_ms", .scalar("100", quoted: false)), entry("attempts", .scalar("3", quoted: false)),
        ]
        let others = own.map { entry($0, .scalar($1, quoted: false)) }
        return node(.mapping([entry("migrations", .mapping(migrations))] + others))
    }
}
