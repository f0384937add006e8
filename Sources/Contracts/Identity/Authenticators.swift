/// Proves who a request's user is.
public protocol UserAuthenticator: Sendable {
    /// The user whose access token the request bears; nil when it bears none.
    ///
    /// - Throws: when it bears one that is not valid. An invalid credential is never anonymous.
    func authenticate(_ request: Request) async throws -> UserPrincipal?
}

/// Proves who a request's operator is.
public protocol OperatorAuthenticator: Sendable {
    /// The operator whose key the request bears; nil when it bears none.
    func authenticate(_ request: Request) async throws -> OperatorPrincipal?
}
