/// Proves who calls for a tenant.
public protocol TenantAuthenticator: Sendable {
    /// The user or the API key whose token the request bears; nil when it bears none.
    ///
    /// - Throws: when it bears one that is not valid. An invalid credential is never anonymous.
    func authenticate(_ request: Request) async throws -> TenantPrincipal?

    /// The same as far as memory alone can tell, which spares nearly every request a suspension; nil leaves it to `authenticate`.
    ///
    /// - Throws: as `authenticate` does.
    func authenticateFromMemory(_ request: Request) throws -> TenantPrincipal?
}

extension TenantAuthenticator {
    public func authenticateFromMemory(_ request: Request) throws -> TenantPrincipal? { nil }
}

/// Proves who a request's operator is.
public protocol OperatorAuthenticator: Sendable {
    /// The operator whose key the request bears; nil when it bears none.
    func authenticate(_ request: Request) async throws -> OperatorPrincipal?
}
