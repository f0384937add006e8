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
        let basis = try ProvisioningBasis(
            context: context, administration: administration, placement: placement, tenants: tenants, migrations: migrations,
            tools: tools, archives: archives, configuration: configuration)
        let (settings, dependencies, migration) = (basis.settings, basis.dependencies, basis.migration)
        preparation = dependencies.databases.preparation
        registry = context.registry
        let store = FleetStore(schema: migration.schema)
        fleet = FleetControl(dependencies: dependencies, store: store, settings: settings.migrations)
        let archiving = Archiving(
            dependencies: dependencies, migration: migration, context.services, plans: context.plans, configuration)
        let making = TenantMaking(
            dependencies: dependencies, settings: settings, configuration: configuration, plans: context.plans, attempts: attempts)
        let ending = TenantEnding(dependencies: dependencies, migration: migration, archives: archiving.erasure)
        let moving = TenantMoves(dependencies: dependencies, context, settings: settings.moves, paused: configuration.movePaused)
        let lifecycle = DatabaseTenantLifecycle(
            dependencies: dependencies, reservations: making.reservations, suspension: ending.suspension,
            deletion: ending.deletion, erasureGrace: settings.erasureGrace, gate: making.gate)
        let tenantArchives = archiving.archives(making.reservations)
        keeper = making.keeper
        archiveUpkeep = archiving.upkeep
        scheduledArchives = archiving.scheduled
        dueErasures = ending.due
        routes = making.routes(lifecycle) + ArchiveRoutes(archives: tenantArchives).routes
        var services = PluginServices()
        services.lifecycle = lifecycle
        services.moving = moving.mover
        services.evacuation = moving.evacuator
        services.approval = making.approval
        services.archives = tenantArchives
        services.jobKinds =
            making.kinds + ending.kinds + moving.kinds + archiving.kinds
            + [FleetMigration(dependencies: dependencies, store: store, migration: migration).kind]
        services.fleet = fleet
        services.serverStock = StockClearance(keeper: keeper, template: dependencies.databases.template)
        services.drift = DriftExamination(
            dependencies: dependencies, schema: migration.schema, variations: context.services.variations)
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
