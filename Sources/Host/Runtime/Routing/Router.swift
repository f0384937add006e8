internal import Contracts
internal import HTTPTypes

/// Finds the route of a request. It is made once at start, and refuses routes that clash.
public struct Router: Sendable {
    /// What a request's method and path lead to.
    enum Destination {
        case route(RoutedRoute, PathParameters)
        /// OPTIONS on a path that has no route of its own for it.
        case options(RoutedPath)
        /// The path exists, the method does not.
        case methodNotAllowed(RoutedPath)
        case notFound
        case malformedPath
    }

    /// All routes, by their index.
    public let routes: [RoutedRoute]
    private let trie: RouteTrie

    /// - Parameter reserved: paths that match a route of their own, below them too, or none: never a parameter.
    /// - Throws: `RouteConflict` for the first pattern that is malformed or matches the same paths and method as another.
    public init(_ groups: [RouteGroup], reserved: [String] = []) throws(RouteConflict) {
        var trie = RouteTrie()
        for path in reserved {
            guard let pattern = PathPattern(path) else { throw .malformedPattern(path, plugin: HostRoutes.owner) }
            trie.reserve(pattern)
        }
        var routes: [RoutedRoute] = []
        for group in groups {
            for route in group.routes {
                guard let pattern = PathPattern(route.pattern) else {
                    throw .malformedPattern(route.pattern, plugin: group.plugin)
                }
                let routed = RoutedRoute(
                    index: routes.count, plugin: group.plugin, route: route, parameterNames: pattern.parameterNames)
                try trie.insert(routed, at: pattern)
                routes.append(routed)
            }
        }
        self.trie = trie
        self.routes = routes
    }

    func destination(of request: Request) -> Destination {
        let destination = destination(of: request.path, request.method)
        guard case .notFound = destination, let path = Self.withoutEmptySegments(request.path) else { return destination }
        let found = self.destination(of: path, request.method)
        if case .route(let route, _) = found, route.route.options.ignoresEmptySegments { return found }
        return .notFound
    }

    /// Nil when the path has none.
    private static func withoutEmptySegments(_ path: String) -> String? {
        let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        guard segments.contains(where: \.isEmpty) else { return nil }
        return "/" + segments.filter { !$0.isEmpty }.joined(separator: "/")
    }

    private func destination(of path: String, _ method: HTTPRequest.Method) -> Destination {
        switch trie.match(path) {
        case .malformed: return .malformedPath
        case .notFound: return .notFound
        case .found(let index, let values):
            let path = trie.paths[index]
            guard let route = path.answering(method) else {
                return method == .options ? .options(path) : .methodNotAllowed(path)
            }
            guard !values.isEmpty else { return .route(route, .none) }
            let named = zip(route.parameterNames, values).map { (name: $0, value: $1) }
            return .route(route, PathParameters(named))
        }
    }
}
