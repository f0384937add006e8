import Contracts

/// What all of the plugin stands on.
struct ProvisioningBasis: Sendable {
    let settings: ProvisioningSettings
    let dependencies: LifecycleDependencies
    let migration: TenantMigration

    /// - Throws: `SettingsError`, `ProvisioningError`.
    init(
        context: PluginContext, administration: any ServerAdministration, placement: any TenantPlacement,
        tenants: any TenantRegistry, migrations: any Migrating, tools: any DatabaseTools, archives: any ArchiveStorage,
        configuration: ProvisioningConfiguration
    ) throws {
        settings = try ProvisioningSettings(context.settings)
        guard let identity = context.services.identity else { throw ProvisioningError.identityMissing }
        guard DatabasePrefix.isUsable(configuration.databasePrefix) else { throw ProvisioningError.unusableDatabasePrefix }
        let template = TenantTemplate(
            configuration: configuration, administration: administration, migrations: migrations,
            cryptography: context.cryptography)
        let preparation = ServerPreparation(
            administration: administration, template: template, registry: context.registry, configuration: configuration,
            lockdown: DatabaseLockdown(logger: context.logger), logger: context.logger)
        let databases = TenantDatabases(
            administration: administration, preparation: preparation, maintenanceDatabase: configuration.maintenanceDatabase,
            slots: CloneSlots(count: settings.maxConcurrentClones))
        dependencies = LifecycleDependencies(
            context, identity: identity, placement: placement, tenants: tenants, databases: databases,
            names: TenantNames(prefix: configuration.databasePrefix), tools: tools, archives: archives)
        migration = TenantMigration(
            databases: databases, migrations: migrations, sets: configuration.tenantMigrations, settings: settings.migrations)
    }
}
