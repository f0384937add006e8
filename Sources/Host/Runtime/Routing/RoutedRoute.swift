public import Contracts

/// A route in its place in the router, with what the pipeline needs of it worked out once.
public final class RoutedRoute: Sendable {
    /// Its place among all routes, from 0: observers keep what they hold per route in arrays.
    public let index: Int
    /// The plugin that brought it; `host` for the host's own.
    public let plugin: String
    public let route: Route
    let parameterNames: [String]

    init(index: Int, plugin: String, route: Route, parameterNames: [String]) {
        self.index = index
        self.plugin = plugin
        self.route = route
        self.parameterNames = parameterNames
    }

    /// Whether the route belongs to the host itself, which answers under any host name and without the tenant directory.
    var isHostOwned: Bool { plugin == HostRoutes.owner }
}
