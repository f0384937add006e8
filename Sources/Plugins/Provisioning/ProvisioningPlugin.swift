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
    private let dueErasures: DueErasures
    private let upgrade: TenantUpgrade

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
            pools: context.pools, directory: context.directory, cryptography: context.cryptography,
            databases: TenantDatabases(
                administration: administration, preparation: preparation,
                maintenanceDatabase: configuration.maintenanceDatabase),
            seeders: context.services.seeders, membership: context.services.workspaceMembership,
            names: TenantNames(prefix: configuration.databasePrefix), logger: context.logger)
        let undoing = CreationUndo(dependencies: dependencies)
        let deletion = TenantDeletion(dependencies: dependencies)
        let lifecycle = DatabaseTenantLifecycle(
            dependencies: dependencies,
            creation: TenantCreation(dependencies: dependencies, undoing: undoing, checkpoint: checkpoint),
            deletion: deletion, requests: DeletionRequests(dependencies: dependencies), erasureGrace: settings.erasureGrace,
            gate: CreationGate(limit: settings.maxConcurrentCreations))
        recovery = TenantRecovery(
            dependencies: dependencies, undoing: undoing, deletion: deletion, interruptedAfter: configuration.interruptedAfter)
        dueErasures = DueErasures(dependencies: dependencies, deletion: deletion)
        upgrade = TenantUpgrade(dependencies: dependencies, migrations: migrations, sets: configuration.tenantMigrations)
        routes = [
            RegisterOrganizationRoute(
                isOpen: settings.signUp == .open && configuration.offersSignUp, plans: context.plans, lifecycle: lifecycle,
                identity: identity
            ).route
        ]
        var services = PluginServices()
        services.lifecycle = lifecycle
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

    /// Finishes or undoes creations and deletions that were interrupted, those of other hosts included, erases the tenants whose time
    /// to be restored is over, and upgrades what could not be upgraded before. To be called now and then.
    public func recover() async throws {
        try await dueErasures.sweep()
        try await recovery.sweep()
        try await upgrade.sweep()
    }
}
