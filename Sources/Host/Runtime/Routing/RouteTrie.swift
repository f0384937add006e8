internal import Contracts

/// The patterns of all routes as a tree of segments, in flat arrays.
///
/// At each segment a literal is more specific than a parameter.
struct RouteTrie: Sendable {
    struct Node: Sendable {
        /// The literal children in the order of their bytes.
        var literals: [(segment: [UInt8], node: Int)] = []
        var parameter: Int?
        /// The node of a `{name...}`, which ends here.
        var rest: Int?
        /// The path that ends here.
        var path: Int?
        /// What is here and below it matches no parameter instead.
        var isReserved = false
    }

    private(set) var nodes: [Node] = [Node()]
    private(set) var paths: [RoutedPath] = []
    /// Segments of the longest path that a pattern can match: a longer one matches nothing.
    private(set) var depth = 0

    /// Segments of the longest path that a `{name...}` takes part in.
    static let longestRest = 64

    /// - Throws: `RouteConflict.repeated` when its method is taken on the same paths.
    mutating func insert(_ route: RoutedRoute, at pattern: PathPattern) throws(RouteConflict) {
        var node = 0
        for segment in pattern.segments { node = child(of: node, for: segment) }
        let path = path(endingAt: node, pattern)
        if let other = paths[path].declared(route.route.method) {
            throw .repeated(
                route.route.method, route.route.pattern, plugin: route.plugin, other: other.route.pattern,
                otherPlugin: other.plugin)
        }
        paths[path].add(route)
        depth = max(depth, pattern.restPosition == nil ? pattern.segments.count : Self.longestRest)
    }

    /// Keeps a path, and all below it, from the parameters of other patterns.
    mutating func reserve(_ pattern: PathPattern) {
        var node = 0
        for segment in pattern.segments { node = child(of: node, for: segment) }
        nodes[node].isReserved = true
    }

    private mutating func path(endingAt node: Int, _ pattern: PathPattern) -> Int {
        if let path = nodes[node].path { return path }
        paths.append(RoutedPath(parameterPositions: pattern.parameterPositions, restPosition: pattern.restPosition))
        nodes[node].path = paths.count - 1
        return paths.count - 1
    }

    private mutating func child(of node: Int, for segment: PathPattern.Segment) -> Int {
        switch segment {
        case .parameter:
            if let child = nodes[node].parameter { return child }
            nodes[node].parameter = addNode()
            return nodes.count - 1
        case .rest:
            if let child = nodes[node].rest { return child }
            nodes[node].rest = addNode()
            return nodes.count - 1
        case .literal(let bytes):
            if let child = nodes[node].literals.first(where: { $0.segment == bytes }) { return child.node }
            let child = addNode()
            nodes[node].literals.append((bytes, child))
            nodes[node].literals.sort { $0.segment.lexicographicallyPrecedes($1.segment) }
            return child
        }
    }

    private mutating func addNode() -> Int {
        nodes.append(Node())
        return nodes.count - 1
    }
}
