internal import Contracts
internal import HTTPTypes

/// Everything that answers on one path: a route a method.
struct RoutedPath: Sendable {
    private(set) var routes: [RoutedRoute] = []
    /// What `Allow` says: the methods of the routes, HEAD beside GET, and OPTIONS.
    private(set) var allowedMethods: [HTTPRequest.Method] = [.options]
    /// Which segments of the path, from 0, are parameters.
    let parameterPositions: [Int]
    /// The segment from which on a `{name...}` takes all; nil when the pattern has none.
    let restPosition: Int?

    init(parameterPositions: [Int], restPosition: Int?) {
        self.parameterPositions = parameterPositions
        self.restPosition = restPosition
    }

    mutating func add(_ route: RoutedRoute) {
        routes.append(route)
        var methods = Set(routes.map(\.route.method)).union([.options])
        if methods.contains(.get) { methods.insert(.head) }
        allowedMethods = methods.sorted { $0.rawValue < $1.rawValue }
    }

    /// The route that declares exactly `method`.
    func declared(_ method: HTTPRequest.Method) -> RoutedRoute? { routes.first { $0.route.method == method } }

    /// The route that answers `method`: its own or, for HEAD, that of GET.
    func answering(_ method: HTTPRequest.Method) -> RoutedRoute? {
        declared(method) ?? (method == .head ? declared(.get) : nil)
    }
}
