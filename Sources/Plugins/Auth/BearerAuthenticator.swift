internal import Contracts
internal import HTTPTypes

/// Proves who the bearer of a token is: the token's signature and times, then the session it names, from memory.
struct BearerAuthenticator: TenantAuthenticator {
    let tokens: any TokenSigner
    let sessions: SessionDirectory

    func authenticate(_ request: Request) async throws -> TenantPrincipal? {
        guard let claims = try claims(of: request) else { return nil }
        return .user(try user(try await sessions.session(claims), claims))
    }

    func authenticateFromMemory(_ request: Request) throws -> TenantPrincipal? {
        guard let claims = try claims(of: request), let session = sessions.sessionInMemory(claims) else { return nil }
        return .user(try user(session, claims))
    }

    private func claims(of request: Request) throws -> AccessClaims? {
        guard let token = try BearerToken.find(in: request.fields) else { return nil }
        switch try tokens.verifyBearer(token) {
        case .access(let claims): return claims
        case .apiKey: throw AuthError.apiKeyRevoked
        }
    }

    private func user(_ session: SessionState, _ claims: AccessClaims) throws(AuthError) -> UserPrincipal {
        switch session {
        case .ended: throw .sessionRevoked
        case .open(let principal):
            // The role is the session's, not the token's: a change of role holds for tokens already out.
            guard principal.tenantID == claims.tenantID, principal.accountID == claims.accountID else { throw .tokenInvalid }
            return principal
        }
    }
}
