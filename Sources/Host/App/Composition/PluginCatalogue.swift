import AdminPlugin
import AuthPlugin
import CRMPlugin
import Contracts
import HostRuntime
import ProvisioningPlugin

/// The plugins that are compiled in, in the order they are made. The settings decide which of them run.
///
/// The order is that of their services: provisioning needs auth's identities and CRM's seeders, admin needs provisioning's lifecycle.
enum PluginCatalogue {
    static let names = [AuthPlugin.name, CRMPlugin.name, ProvisioningPlugin.name, AdminPlugin.name]

    /// What each brings to the registry. A plugin that is off keeps its tables: switching it on again must find its data.
    static let registryMigrations = [
        MigrationSet(owner: AuthPlugin.name, migrations: AuthPlugin.registryMigrations),
        MigrationSet(owner: AdminPlugin.name, migrations: AdminPlugin.registryMigrations),
    ]

    /// What each brings to a tenant's database.
    static let tenantMigrations = [MigrationSet(owner: CRMPlugin.name, migrations: CRMPlugin.tenantMigrations)]

    static func make(_ name: String, context: PluginContext, settings: HostSettings, platform: Platform) throws -> (any Plugin)? {
        switch name {
        case AuthPlugin.name: try AuthPlugin(context: context)
        case CRMPlugin.name: try CRMPlugin(context: context)
        case ProvisioningPlugin.name:
            try ProvisioningPlugin(
                context: context, administration: platform.administration, tenants: platform.tenants,
                migrations: platform.migrations,
                configuration: ProvisioningConfiguration(
                    databasePrefix: settings.tenancy.databasePrefix, tenantMigrations: tenantMigrations,
                    isSignUpOffered: settings.tenancy.isEnabled))
        case AdminPlugin.name: try AdminPlugin(context: context, administration: platform.administration)
        default: nil
        }
    }
}
