public import Contracts

/// The plugins that run, made in order, with all that they bring.
public struct PluginRegistry: Sendable {
    public let plugins: [any Plugin]
    public let routes: [RouteGroup]
    /// Everything that plugins lend; of two that lend the same, the one made first.
    public let services: PluginServices

    /// Makes each plugin in turn; each sees what those before it lend.
    ///
    /// - Parameter context: what the host lends to a plugin, given its settings and the services so far.
    /// - Throws: `SettingsError` with the faults of all plugins' settings, `PluginConflict`, or what a plugin throws.
    public init(
        _ selection: [PluginCatalogue.Selection], context: (String, SettingsNode, PluginServices) -> PluginContext
    ) throws {
        var plugins: [any Plugin] = []
        var routes: [RouteGroup] = []
        var services = PluginServices()
        var faults: [SettingsDiagnostic] = []
        for selected in selection {
            do {
                let plugin = try selected.entry.make(context(selected.entry.name, selected.settings, services))
                plugins.append(plugin)
                services.merge(plugin.services)
                routes.append(RouteGroup(plugin: selected.entry.name, routes: plugin.routes))
            } catch let error as SettingsError {
                faults += error.diagnostics
            } catch {
                // After a faulty plugin, a later one may miss what that would have lent it.
                guard !faults.isEmpty else { throw error }
            }
        }
        guard faults.isEmpty else { throw SettingsError(faults) }
        for group in routes { try Self.check(group, services) }
        self.plugins = plugins
        self.routes = routes
        self.services = services
    }

    /// Routes that nobody could ever use are a mistake in the settings.
    private static func check(_ group: RouteGroup, _ services: PluginServices) throws(PluginConflict) {
        for route in group.routes {
            switch route.endpoint {
            case .open: break
            case .tenant, .optionalTenant:
                if services.tenantAuthenticator == nil { throw .noTenantAuthenticator(plugin: group.plugin) }
            case .platform: if services.operatorAuthenticator == nil { throw .noOperatorAuthenticator(plugin: group.plugin) }
            }
        }
    }
}
