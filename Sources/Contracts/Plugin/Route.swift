public import HTTPTypes

/// One method and path that a plugin answers.
public struct Route: Sendable {
    public let method: HTTPRequest.Method
    /// `/api/admin/tenants/{id}`: literal segments and `{names}`, each of which takes one segment. The last may be `{name...}`,
    /// which takes all segments that are left, one at least; its value joins them by slashes, and none of them holds an encoded
    /// one. Where several patterns match, a literal goes before a `{name}`, and that before a `{name...}`.
    public let pattern: String
    public let endpoint: Endpoint
    public let options: RouteOptions

    public init(_ method: HTTPRequest.Method, _ pattern: String, _ endpoint: Endpoint, options: RouteOptions = RouteOptions()) {
        self.method = method
        self.pattern = pattern
        self.endpoint = endpoint
        self.options = options
    }
}

/// Who may call a route, and what answers. The rule and the handler are one value, so that no handler runs unguarded.
public enum Endpoint: Sendable {
    /// Anybody; credentials are not looked at.
    case open(@Sendable (Request, RequestContext) async throws -> Response)
    /// A caller of an active tenant with at least `minimum`: one of its users or, where the route says so, one of its API keys.
    case tenant(
        minimum: TenantRole, callers: TenantCallers = .users,
        @Sendable (Request, TenantRequestContext) async throws -> Response)
    /// Anybody; a caller of an active tenant is told from all others, who are the same whether they bear no token or one that is
    /// not valid. That it cannot be found out is an error as everywhere.
    case optionalTenant(@Sendable (Request, TenantRequestContext?) async throws -> Response)
    /// An operator with at least `minimum`.
    case platform(minimum: OperatorRole, @Sendable (Request, OperatorRequestContext) async throws -> Response)
}

public struct RouteOptions: Sendable {
    /// Largest body in bytes; nil leaves it to the host's own limit, and has none on a route that streams.
    public var maxBodyBytes: Int?
    /// Bodies pass through piece by piece: the request's is read from `bodyStream` and the answer may be a stream. Such a request
    /// may take as long as `limits.stream_deadline_ms`, provided that it keeps moving.
    public var isStreamed: Bool
    /// How this route words its errors.
    public var errorShape: any ErrorShape
    /// A feature that the tenant's plan must include; nil needs none.
    public var feature: String?

    public init(
        maxBodyBytes: Int? = nil, isStreamed: Bool = false, errorShape: any ErrorShape = ProblemDetails(), feature: String? = nil
    ) {
        self.maxBodyBytes = maxBodyBytes
        self.isStreamed = isStreamed
        self.errorShape = errorShape
        self.feature = feature
    }
}
