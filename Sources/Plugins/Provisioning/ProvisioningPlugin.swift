public import Contracts
import Logging

/// Sign-up, and the lifecycle of tenants: it makes, fences and erases their databases.
public struct ProvisioningPlugin: Plugin {
    public static let name = "provisioning"
    public static let reservedPaths = ["/api/auth/register-organization"]

    public let routes: [Route]
    public let services: PluginServices
    private let preparation: ServerPreparation
    private let recovery: TenantRecovery
    private let upgrade: TenantUpgrade
    private let keeper: StockKeeper
    private let attempts = AttemptStore()
    private let registry: any Database

    public static func checkSettings(_ settings: SettingsNode) throws(SettingsError) { _ = try ProvisioningSettings(settings) }

    /// - Throws: `SettingsError`, `ProvisioningError`.
    public init(
        context: PluginContext, administration: any ServerAdministration, tenants: any TenantRegistry,
        migrations: any Migrating, configuration: ProvisioningConfiguration
    ) throws {
        try self.init(
            context: context, administration: administration, tenants: tenants, migrations: migrations,
            configuration: configuration, checkpoint: { _ in })
    }

    /// - Parameter checkpoint: called after each step of a creation; what it throws fails the step.
    package init(
        context: PluginContext, administration: any ServerAdministration, tenants: any TenantRegistry,
        migrations: any Migrating, configuration: ProvisioningConfiguration,
        checkpoint: @escaping @Sendable (CreationStep) async throws -> Void
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
            pools: context.pools, cryptography: context.cryptography,
            databases: TenantDatabases(
                administration: administration, preparation: preparation,
                maintenanceDatabase: configuration.maintenanceDatabase, slots: CloneSlots(count: settings.maxConcurrentClones)),
            applications: ApplicationStore(),
            seeders: context.services.seeders, membership: context.services.workspaceMembership,
            names: TenantNames(prefix: configuration.databasePrefix), logger: context.logger)
        let isOpen = settings.signUp != .closed && configuration.offersSignUp
        let stock = TenantStock(
            store: StockStore(cryptography: context.cryptography), schema: template.schema,
            size: isOpen && settings.signUp == .open ? settings.stockSize : 0, isWanted: configuration.stockIsWanted)
        let undoing = CreationUndo(dependencies: dependencies, stock: stock.store)
        let deletion = TenantDeletion(dependencies: dependencies)
        let reservations = TenantReservations(
            dependencies: dependencies, stock: stock, attempts: attempts, undoing: undoing)
        let creation = TenantCreation(
            dependencies: dependencies, reservations: reservations, undoing: undoing, checkpoint: checkpoint)
        let gate = CreationGate(limit: settings.maxConcurrentCreations, maxWaiting: settings.maxWaitingCreations)
        let lifecycle = DatabaseTenantLifecycle(dependencies: dependencies, creation: creation, deletion: deletion, gate: gate)
        let approval = OperatorApproval(
            dependencies: dependencies, reservations: reservations, creation: creation, gate: gate)
        registry = context.registry
        keeper = StockKeeper(
            stock: stock, registry: context.registry, databases: dependencies.databases,
            seeders: context.services.seeders, gate: gate, names: dependencies.names, cryptography: context.cryptography,
            forgottenAfter: configuration.interruptedAfter, logger: context.logger)
        recovery = TenantRecovery(
            dependencies: dependencies, undoing: undoing, deletion: deletion, interruptedAfter: configuration.interruptedAfter)
        upgrade = TenantUpgrade(dependencies: dependencies, migrations: migrations, sets: configuration.tenantMigrations)
        routes = [
            RegisterOrganizationRoute(
                isOpen: isOpen, plans: context.plans,
                desk: SignUpDesk(
                    registry: context.registry, attempts: attempts, identity: identity, cryptography: context.cryptography,
                    enter: settings.signUp == .approval ? approval.apply : lifecycle.create)
            ).route
        ]
        var services = PluginServices()
        services.lifecycle = lifecycle
        services.approval = approval
        services.adoption = DatabaseAdoption(dependencies: dependencies, workspaces: context.services.workspaceAdoption)
        self.services = services
    }

    /// Makes the servers ready for tenants: shuts tenants' roles out of what is not theirs, builds the template, and upgrades the
    /// databases of tenants that an earlier version made. To be called at start, when the registry is migrated. A server that does
    /// not answer is made ready by the first creation on it.
    ///
    /// - Throws: the first error that a server reports, after all were tried.
    public func prepare() async throws {
        try await preparation.prepare()
        try await upgrade.sweep()
    }

    /// Finishes or undoes creations and deletions that were interrupted, those of other hosts included, upgrades what could not
    /// be upgraded before, and forgets registrations that can no longer be retried. To be called now and then.
    public func recover() async throws {
        try await recovery.sweep()
        try await registry.withConnection { try await attempts.prune(on: $0) }
        try await upgrade.sweep()
    }

    /// Fills the stock of ready databases, and removes from it what no host sees to any more. To be called when one was taken, and now
    /// and then: what is not seen to for `ProvisioningConfiguration.interruptedAfter` counts as forgotten.
    public func attendToStock() async throws { try await keeper.attend() }
}
