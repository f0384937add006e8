internal import Contracts
internal import HTTPTypes

/// The host's own routes: `/health`, `/ready` and `/metrics`. Who may reach the last is nginx's to say.
public struct HostRoutes: Sendable {
    /// The name of the host among the owners of routes.
    public static let owner = "host"

    private let checks: [ReadinessCheck]
    private let state: ServiceState
    private let metrics: (@Sendable () -> [UInt8])?

    /// - Parameter metrics: the text of all metrics just now; nil leaves `/metrics` out.
    public init(checks: [ReadinessCheck], state: ServiceState, metrics: (@Sendable () -> [UInt8])?) {
        self.checks = checks
        self.state = state
        self.metrics = metrics
    }

    public var group: RouteGroup {
        var routes = [
            Route(.get, Self.healthPath, .open { _, _ in Self.alive }),
            Route(.get, "/ready", .open { _, _ in await readiness() }),
        ]
        if let metrics { routes.append(Route(.get, "/metrics", .open { _, _ in Self.exposition(metrics()) })) }
        return RouteGroup(plugin: Self.owner, routes: routes)
    }

    static let healthPath = "/health"

    /// That the process answers at all, and nothing more.
    static let alive = Response(
        status: .ok, fields: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
        body: Array(#"{"status":"ok"}"#.utf8))

    /// 200 when every check holds and the host is not on its way out, else 503; each check by name, and nothing of its reasons.
    private func readiness() async -> Response {
        var results: [(name: String, isReady: Bool)] = [("serving", state.phase == .serving)]
        for check in checks { results.append((check.name, await check.isReady())) }
        let isReady = results.allSatisfy(\.isReady)
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("status", isReady ? "ready" : "not_ready")
        writer.key("checks")
        writer.beginObject()
        for result in results { writer.member(result.name, result.isReady ? "ok" : "failing") }
        writer.endObject()
        writer.endObject()
        return .json(writer.bytes, status: isReady ? .ok : .serviceUnavailable)
    }

    private static func exposition(_ text: [UInt8]) -> Response {
        Response(
            status: .ok, fields: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"], body: text)
    }
}
