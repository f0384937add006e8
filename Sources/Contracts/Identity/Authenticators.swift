/// Proves who a request's user is.
public protocol UserAuthenticator: Sendable {
    /// The user whose access token the request bears; nil when it bears none.
    ///
    /// - Throws: when it bears one that is not valid. An invalid credential is never anonymous.
    func authenticate(_ request: Request) async throws -> UserPrincipal?

    /// The same as far as memory alone can tell, which spares nearly every request a suspension; nil leaves it to `authenticate`.
    ///
    /// - Throws: as `authenticate` does.
    func authenticateFromMemory(_ request: Request) throws -> UserPrincipal?
}

extension UserAuthenticator {
    public func authenticateFromMemory(_ request: Request) throws -> UserPrincipal? { nil }
}

/// Proves who a request's operator is.
public protocol OperatorAuthenticator: Sendable {
    /// The operator whose key the request bears; nil when it bears none.
    func authenticate(_ request: Request) async throws -> OperatorPrincipal?
}
