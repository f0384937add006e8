/// Proves who calls for a tenant.
public protocol TenantAuthenticator: Sendable {
    /// The user or the API key whose token the request bears; nil when it bears none.
    ///
    /// - Throws: when it bears one that is not valid. An invalid credential is never anonymous.
    func authenticate(_ request: Request) async throws -> TenantPrincipal?
}

/// Proves who a request's operator is.
public protocol OperatorAuthenticator: Sendable {
    /// The operator whose key the request bears; nil when it bears none.
    func authenticate(_ request: Request) async throws -> OperatorPrincipal?
}
