public import Contracts

/// The routes that one plugin brings.
public struct RouteGroup: Sendable {
    public let plugin: String
    public let routes: [Route]

    public init(plugin: String, routes: [Route]) {
        self.plugin = plugin
        self.routes = routes
    }
}
