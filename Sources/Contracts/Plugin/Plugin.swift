/// A feature of the product, compiled in and switched on by the settings. It knows Contracts and nothing else.
///
/// A plugin is made once at start: its initialiser takes a `PluginContext` and decodes its own part of the settings.
public protocol Plugin: Sendable {
    /// Its name under `plugins:` in the settings.
    static var name: String { get }

    /// Paths that are this plugin's with all that is below them, whether it is on or off: no pattern of another plugin covers them.
    static var reservedPaths: [String] { get }

    /// Judges its part of the settings without being made, so that the faults of all parts are shown at once.
    ///
    /// - Throws: `SettingsError`, as its initialiser would.
    static func checkSettings(_ settings: SettingsNode) throws(SettingsError)

    /// What it answers. A plugin that is off has no routes.
    var routes: [Route] { get }

    /// What it lends to the host and to plugins made after it.
    var services: PluginServices { get }
}

extension Plugin {
    public static var reservedPaths: [String] { [] }

    public static func checkSettings(_ settings: SettingsNode) throws(SettingsError) {}

    public var services: PluginServices { PluginServices() }
}
