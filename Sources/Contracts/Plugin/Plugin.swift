/// A feature of the product, compiled in and switched on by the settings. It knows Contracts and nothing else.
///
/// A plugin is made once at start: its initialiser takes a `PluginContext` and decodes its own part of the settings.
public protocol Plugin: Sendable {
    /// Its name under `plugins:` in the settings.
    static var name: String { get }

    /// What it answers. A plugin that is off has no routes.
    var routes: [Route] { get }

    /// What it lends to the host and to plugins made after it.
    var services: PluginServices { get }
}

extension Plugin {
    public var services: PluginServices { PluginServices() }
}
