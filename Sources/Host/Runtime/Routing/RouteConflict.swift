public import HTTPTypes

/// Why a set of routes cannot be served. Found at start, before the first request.
public enum RouteConflict: Error, Equatable, Sendable {
    /// Two plugins, or one of them twice, answer the same method on patterns that match the same paths.
    case repeated(HTTPRequest.Method, String, plugin: String, other: String, otherPlugin: String)
    /// The pattern is not a path of literals and `{names}`, of which the last may be a `{name...}`.
    case malformedPattern(String, plugin: String)
}

extension RouteConflict: CustomStringConvertible {
    public var description: String {
        switch self {
        case .repeated(let method, let pattern, let plugin, let other, let otherPlugin):
            "\(method) \(pattern) of plugin '\(plugin)' matches the same paths as \(other) of plugin '\(otherPlugin)'"
        case .malformedPattern(let pattern, let plugin):
            "'\(pattern)' of plugin '\(plugin)' is not a route pattern"
        }
    }
}
