import AdminPlugin
import Contracts
import HostArchives
import HostCrypto
import HostPostgres
import HostReactor
import HostRegistry
import HostRuntime
import Logging
import Metrics

/// What a host stands on, made once: threads, driver, pools, registry, and what keeps the memory of it fresh.
///
/// It outlives a reload of the settings; what the settings say of it takes a restart.
final class Platform: Sendable {
    static let registryServer = ServerDescription.reservedName
    /// Of threads that burn a core for long: where cores are short, a request that needs one for a moment gets ten times their share.
    private static let niceness: Int32 = 10

    let settings: HostSettings
    let reactors: ReactorGroup
    /// Password hashes: they burn a core for as long as they last.
    let hashing: BlockingLane
    /// Name look-ups and cancel requests: a server that does not answer must not hold up the hashes.
    let blocking: BlockingLane
    let driver: PostgresDriver
    let registryTarget: ConnectionTarget
    let pools: TenantPoolManager
    let registry: any Database
    let changes: RegistryChangeFeed
    let directory: RegistryTenantDirectory
    let tenants: TenantStore
    let entitlements: RegistryEntitlements
    let admission = Admission()
    let servers: DatabaseServers
    let administration: RegistryServerAdministration
    let tools: PostgresPrograms
    let archives: ArchiveFolder
    /// Archives are packed here: that takes long, and holds nothing else up.
    let packing: BlockingLane
    let placement: RegistryPlacement
    let serverControl: RegistryServers
    let migrations: MigrationRunner
    let jobSettings: JobSettings
    let jobBell = JobBell()
    let audit = RegistryAuditLog()
    let cryptography: OpenSSLCryptography
    let tokens: JWTSigner
    let passwords: ScryptPasswordHasher
    /// How far the host is on its way out.
    let state = ServiceState()
    let stockDemand = StockDemand()
    let metrics: PrometheusMetricsFactory
    let jobMetrics: JobMetrics
    let figures = RegistryFigures()
    /// How long requests of moved tenants waited.
    let movePaused: @Sendable (Duration) -> Void
    let logs: HostLogs
    let logger: Logger

    /// Makes everything and connects to nothing yet.
    init(settings: HostSettings, for purpose: HostLogs.Purpose) throws {
        self.settings = settings
        logs = HostLogs(settings.logging, for: purpose)
        logger = logs.logger("host")
        metrics = PrometheusMetricsFactory(maxSeriesPerMetric: settings.metrics.maxSeriesPerMetric)
        jobMetrics = JobMetrics(factory: metrics)
        reactors = try ReactorGroup(count: settings.reactors ?? ReactorGroup.availableCores)
        hashing = try BlockingLane(
            name: "hash", threads: settings.blockingLane.threads, maxQueued: settings.blockingLane.queueLimit,
            niceness: Self.niceness)
        blocking = try BlockingLane(name: "lookup", threads: 4, maxQueued: 4_096)
        packing = try BlockingLane(name: "archive", threads: 2, maxQueued: 256, niceness: Self.niceness)
        archives = ArchiveFolder(path: settings.archives.folder, lane: packing)
        driver = PostgresDriver(reactors: reactors, lane: blocking)
        registryTarget = try ConnectionURL.parse(settings.registry.url, server: Self.registryServer)
        let targets = ConnectionTargets(registry: registryTarget)
        let lease = HostLease(duration: settings.tenancy.directory.maxStaleness)
        pools = TenantPoolManager(
            settings: PoolSettings(settings), driver: LeasedDriver(driver, lease: lease, registryServer: Self.registryServer),
            reactors: .of(reactors), logger: logs.logger("pools"), target: targets.target(for:))
        registry = pools.database(for: .registry, server: Self.registryServer, maxConnections: settings.registry.poolSize)
        cryptography = try OpenSSLCryptography(key: settings.security.encryptionKey.reveal())
        tokens = try JWTSigner(settings.security)
        passwords = try ScryptPasswordHasher(settings.security.scrypt, lane: hashing)
        let movePauses = Timer(label: "tenant_manager_move_pause", factory: metrics)
        movePaused = { movePauses.record(duration: $0) }
        let settling = Timer(label: "tenant_manager_settle", factory: metrics)
        let host = purpose == .host ? HostInstance.current() : nil
        changes = RegistryChangeFeed(
            registry: registry, lease: lease, settings: FeedSettings(settings.tenancy.directory), host: host,
            logger: logs.logger("changes"), settled: { settling.record(duration: $0) })
        jobSettings = JobSettings(settings.jobs)
        tenants = TenantStore(
            plans: settings.plans, cryptography: cryptography,
            needed: CompiledPlugins.tenantSchema(settings, cryptography))
        entitlements = RegistryEntitlements(registry: registry, plans: settings.plans, changes: changes, audit: audit)
        directory = RegistryTenantDirectory(store: tenants, registry: registry, changes: changes)
        servers = DatabaseServers(registry: registry, cryptography: cryptography) { [pools] in pools.limit(server: $0, to: $1) }
        // A server that is open from now on gets its stock, and one that is not loses it.
        changes.subscribe { [servers, stockDemand] in if try await servers.apply($0) { stockDemand.raise() } }
        administration = RegistryServerAdministration(driver: driver, servers: servers, registry: registry)
        tools = PostgresPrograms(
            folder: settings.databaseTools.folder.map(ProgramFolder.init) ?? .find(), reactors: reactors, lane: blocking,
            logger: logs.logger("tools"), target: administration.target(for:))
        let reach = ServerReach(administration: administration)
        placement = RegistryPlacement(servers: servers, registry: registry, reach: reach)
        serverControl = RegistryServers(
            registry: registry, driver: driver, reach: reach, changes: changes, audit: audit, cryptography: cryptography)
        migrations = MigrationRunner(cryptography: cryptography)
        metrics.collect { [pools, changes, figures] readings in
            figures.show(in: &readings)
            readings.pools(pools.statistics())
            readings.hosts(changes.hostCount, settling: changes.settlementCount)
        }
        targets.serve(
            TenantConnectionTargets(directory: directory, servers: servers, cryptography: cryptography, host: host))
    }

    var operatorKeys: OperatorKeys {
        OperatorKeys(registry: registry, changes: changes, audit: audit, cryptography: cryptography)
    }

    /// Brings the registry to this program's schema and enters the settings' servers, over a connection of its own: a migration may
    /// take longer than a request.
    func migrateRegistry() async throws {
        let entry = SettingsServers(cryptography: cryptography, audit: audit, changes: changes)
        try await withRegistryConnection { connection in
            try await migrations.migrate(Self.registryMigrations, on: connection)
            try await entry.enter(settings.databaseServers.map(DatabaseServer.init), on: connection)
        }
    }

    /// The names of the migrations that the registry lacks.
    func pendingRegistryMigrations() async throws -> [String] {
        try await withRegistryConnection { try await migrations.pending(of: Self.registryMigrations, on: $0) }
    }

    private static var registryMigrations: [MigrationSet] { [RegistryMigrations.set] + CompiledPlugins.registryMigrations }

    private func withRegistryConnection<Result: Sendable>(
        _ body: (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        let connection = try await driver.connect(to: registryTarget, deadline: .now + .seconds(15))
        do {
            let result = try await body(connection)
            await connection.close()
            return result
        } catch {
            await connection.close()
            throw error
        }
    }

    /// Runs `body` while the pools and the change feed do their work.
    func running(_ body: @escaping @Sendable () async throws -> Void) async throws {
        changes.open()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await self.pools.run() }
            do {
                try await followingChanges(body)
            } catch {
                await pools.shutDown()
                throw error
            }
            await pools.shutDown()
        }
    }

    private func followingChanges(_ body: @escaping @Sendable () async throws -> Void) async throws {
        changes.open()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await self.changes.run() }
            try await body()
            tasks.cancelAll()
        }
    }

    /// Ends the threads; nothing of the platform may be used after.
    func shutDownThreads() {
        logs.flush()
        hashing.shutDown()
        blocking.shutDown()
        packing.shutDown()
        reactors.shutDown()
    }
}
