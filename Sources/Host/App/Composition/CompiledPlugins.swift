import AdminPlugin
import AuthPlugin
import CRMPlugin
import Contracts
import HostRuntime
import ProvisioningPlugin

/// The plugins that are compiled in, in the order they are made. The settings decide which of them run.
///
/// The order is that of their services: auth needs CRM's workspaces, provisioning needs auth's
/// identities and CRM's seeders, admin needs provisioning's lifecycle and CRM's
/// upstreams.
enum CompiledPlugins {
    static let types: [any Plugin.Type] = [AuthPlugin.self, CRMPlugin.self, ProvisioningPlugin.self, AdminPlugin.self]

    static func catalogue(_ settings: HostSettings, _ platform: Platform) -> PluginCatalogue {
        PluginCatalogue([
            .init(CRMPlugin.self) { try CRMPlugin(context: $0) },
            .init(AuthPlugin.self) { try AuthPlugin(context: $0) },
            .init(ProvisioningPlugin.self) {
                try ProvisioningPlugin(
                    context: $0, administration: platform.administration, placement: platform.placement,
                    tenants: platform.tenants, migrations: platform.migrations, tools: platform.tools,
                    archives: platform.archives,
                    configuration: provisioning(
                        settings, stockIsWanted: { platform.stockDemand.raise() },
                        movePaused: { platform.movePaused($0) }))
            },
            .init(AdminPlugin.self) {
                try AdminPlugin(
                    context: $0, administration: platform.administration, entitlements: platform.entitlements,
                    traffic: platform.admission, servers: platform.serverControl)
            },
        ])
    }

    /// What a tenant's database has that is up to date.
    static func tenantSchema(_ settings: HostSettings, _ cryptography: any Cryptography) -> TenantSchema {
        provisioning(settings).schema(cryptography)
    }

    private static func provisioning(
        _ settings: HostSettings, stockIsWanted: @escaping @Sendable () -> Void = {},
        movePaused: @escaping @Sendable (Duration) -> Void = { _ in }
    ) -> ProvisioningConfiguration {
        ProvisioningConfiguration(
            databasePrefix: settings.tenancy.databasePrefix, tenantMigrations: tenantMigrations,
            offersSignUp: settings.tenancy.isEnabled, archiveLifetime: settings.archives.lifetime,
            stockIsWanted: stockIsWanted, movePaused: movePaused)
    }

    /// What they bring to the registry. A plugin that is off keeps its tables: switching it on again must find its data.
    static let registryMigrations = [
        MigrationSet(owner: AuthPlugin.name, migrations: AuthPlugin.registryMigrations),
        MigrationSet(owner: AdminPlugin.name, migrations: AdminPlugin.registryMigrations),
        MigrationSet(owner: CRMPlugin.name, migrations: CRMPlugin.registryMigrations),
        MigrationSet(owner: ProvisioningPlugin.name, migrations: ProvisioningPlugin.registryMigrations),
    ]

    /// What they bring to a tenant's database.
    private static let tenantMigrations = [MigrationSet(owner: CRMPlugin.name, migrations: CRMPlugin.tenantMigrations)]
}
