public import Contracts
import Logging

/// Sign-up, and the lifecycle of tenants: it makes, fences and erases their databases.
public struct ProvisioningPlugin: Plugin {
    public static let name = "provisioning"
    public static let reservedPaths = ["/api/auth/register-organization", ProvisioningStatusRoute.path, ArchiveRoutes.path]

    public let routes: [Route]
    public let services: PluginServices
    private let preparation: ServerPreparation
    private let fleet: FleetControl
    private let keeper: StockKeeper
    private let attempts = AttemptStore()
    private let registry: any Database
    private let dueErasures: DueErasures
    private let archiveUpkeep: ArchiveUpkeep
    private let scheduledArchives: ScheduledArchives

    public static func checkSettings(_ settings: SettingsNode) throws(SettingsError) { _ = try ProvisioningSettings(settings) }

    /// - Throws: `SettingsError`, `ProvisioningError`.
    public init(
        context: PluginContext, administration: any ServerAdministration, placement: any TenantPlacement,
        tenants: any TenantRegistry, migrations: any Migrating, tools: any DatabaseTools, archives: any ArchiveStorage,
        configuration: ProvisioningConfiguration
    ) throws {
        let settings = try ProvisioningSettings(context.settings)
        guard let identity = context.services.identity else { throw ProvisioningError.identityMissing }
        guard DatabasePrefix.isUsable(configuration.databasePrefix) else {
            throw ProvisioningError.unusableDatabasePrefix
        }
        let template = TenantTemplate(
            configuration: configuration, administration: administration, migrations: migrations,
            cryptography: context.cryptography)
        preparation = ServerPreparation(
            administration: administration, template: template, registry: context.registry, configuration: configuration,
            lockdown: DatabaseLockdown(logger: context.logger), logger: context.logger)
        let dependencies = LifecycleDependencies(
            registry: context.registry, tenants: tenants, identity: identity, audit: context.audit, changes: context.changes,
            pools: context.pools, directory: context.directory, placement: placement, jobs: context.jobs,
            cryptography: context.cryptography,
            databases: TenantDatabases(
                administration: administration, preparation: preparation,
                maintenanceDatabase: configuration.maintenanceDatabase, slots: CloneSlots(count: settings.maxConcurrentClones)),
            applications: ApplicationStore(), seeders: context.services.seeders, membership: context.services.workspaceMembership,
            names: TenantNames(prefix: configuration.databasePrefix), tools: tools, archives: archives,
            logger: context.logger)
        let migration = TenantMigration(
            databases: dependencies.databases, migrations: migrations, sets: configuration.tenantMigrations,
            settings: settings.migrations)
        let store = FleetStore(schema: template.schema)
        fleet = FleetControl(dependencies: dependencies, store: store, settings: settings.migrations)
        let suspension = TenantSuspension(dependencies: dependencies, migration: migration)
        let archiving = Archiving(
            dependencies: dependencies, migration: migration, context.services, plans: context.plans, configuration)
        let deletion = TenantDeletion(dependencies: dependencies, archives: archiving.erasure)
        let isOpen = settings.signUp != .closed && configuration.offersSignUp
        let stock = TenantStock(
            store: StockStore(cryptography: context.cryptography), schema: template.schema,
            size: isOpen && settings.signUp == .open ? settings.stockSize : 0, isWanted: configuration.stockIsWanted)
        let reservations = TenantReservations(dependencies: dependencies, stock: stock, attempts: attempts)
        let gate = CreationGate(limit: settings.maxConcurrentCreations, maxWaiting: settings.maxWaitingCreations)
        let lifecycle = DatabaseTenantLifecycle(
            dependencies: dependencies, reservations: reservations, suspension: suspension, deletion: deletion,
            erasureGrace: settings.erasureGrace, gate: gate)
        let tenantArchives = archiving.archives(reservations)
        let approval = OperatorApproval(
            dependencies: dependencies, reservations: reservations, plans: context.plans, gate: gate)
        registry = context.registry
        keeper = StockKeeper(
            stock: stock, registry: context.registry, databases: dependencies.databases, seeders: context.services.seeders,
            gate: gate, names: dependencies.names, cryptography: context.cryptography, logger: context.logger)
        archiveUpkeep = archiving.upkeep
        scheduledArchives = archiving.scheduled
        dueErasures = DueErasures(dependencies: dependencies, deletion: deletion)
        routes =
            [
                RegisterOrganizationRoute(
                    isOpen: isOpen, plans: context.plans,
                    desk: SignUpDesk(
                        registry: context.registry, jobs: context.jobs, attempts: attempts, identity: identity,
                        cryptography: context.cryptography,
                        entrance: settings.signUp == .approval ? .approval(approval) : .lifecycle(lifecycle))
                ).route,
                ProvisioningStatusRoute(jobs: context.jobs).route,
            ] + ArchiveRoutes(archives: tenantArchives).routes
        var services = PluginServices()
        services.lifecycle = lifecycle
        services.moving = TenantMover(dependencies: dependencies, upstreams: context.services.upstreams)
        services.approval = approval
        services.archives = tenantArchives
        services.jobKinds =
            suspension.kinds + archiving.kinds + [
                TenantCreation(dependencies: dependencies).kind, deletion.kind,
                FleetMigration(dependencies: dependencies, store: store, migration: migration).kind,
                TenantMove(dependencies: dependencies, settings: settings.moves, paused: configuration.movePaused).kind,
            ]
        services.fleet = fleet
        services.serverStock = StockClearance(keeper: keeper, template: template)
        services.drift = DriftExamination(
            dependencies: dependencies, schema: template.schema, variations: context.services.variations)
        services.adoption = DatabaseAdoption(dependencies: dependencies, workspaces: context.services.workspaceAdoption)
        self.services = services
    }

    /// Makes the servers ready for tenants: shuts tenants' roles out of what is not theirs and builds the template; and has the databases
    /// of tenants that an earlier version made migrated, which goes on while the host serves the others. To be called at start, when
    /// the registry is migrated. A server that does not answer is made ready by the first creation on it.
    ///
    /// - Throws: what a server reports, when none can be made ready.
    public func prepare() async throws {
        try await preparation.prepare()
        try await fleet.beginWhereNeeded(insists: true)
    }

    /// Has those tenants erased whose time to be restored is over, what was left behind migrated, and registrations forgotten that can
    /// no longer be retried. To be called now and then.
    public func maintain() async throws {
        try await registry.withConnection { try await attempts.prune(on: $0) }
        try await dueErasures.sweep()
        try await scheduledArchives.sweep()
        try await archiveUpkeep.sweep()
        try await fleet.beginWhereNeeded(insists: false)
    }

    /// Fills the stock of ready databases, and removes from it what no host sees to any more. To be called when one was taken, and every
    /// minute at least: what is not seen to for ten counts as forgotten.
    public func attendToStock() async throws { try await keeper.attend() }
}
