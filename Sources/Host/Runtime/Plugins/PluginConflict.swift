/// Why the plugins that are switched on do not work together.
public enum PluginConflict: Error, Equatable, Sendable {
    /// It has routes for tenants' callers, and no plugin that runs proves who they are.
    case noTenantAuthenticator(plugin: String)
    /// It has routes for operators, and no plugin that runs proves who they are.
    case noOperatorAuthenticator(plugin: String)
}

extension PluginConflict: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noTenantAuthenticator(let plugin):
            "plugin '\(plugin)' has routes for tenants' callers, and no plugin that is enabled proves who they are"
        case .noOperatorAuthenticator(let plugin):
            "plugin '\(plugin)' has routes for operators, and no plugin that is enabled proves who they are"
        }
    }
}
