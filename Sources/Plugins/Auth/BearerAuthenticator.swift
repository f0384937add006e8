internal import Contracts
internal import HTTPTypes

/// Proves who the bearer of a token is: the token's signature and times, then the session or the key it names, from memory.
struct BearerAuthenticator: TenantAuthenticator {
    let tokens: any TokenSigner
    let sessions: SessionDirectory
    let keys: APIKeyDirectory
    let use: APIKeyUse
    let tenants: TenantPresence

    func authenticate(_ request: Request) async throws -> TenantPrincipal? {
        guard let token = try BearerToken.find(in: request.fields) else { return nil }
        switch try tokens.verifyBearer(token) {
        case .access(let claims):
            let session = try await sessions.session(claims)
            if session == .ended { try await tenants.require(claims.tenantID) }
            return .user(try user(session, claims))
        case .apiKey(let claims): return .apiKey(try await key(claims))
        }
    }

    /// Keys take the other way: their uses are noted. So do sessions that have ended, for which there is more to find out.
    func authenticateFromMemory(_ request: Request) throws -> TenantPrincipal? {
        guard let token = try BearerToken.find(in: request.fields), case .access(let claims) = try tokens.verifyBearer(token),
            let session = sessions.sessionInMemory(claims), session != .ended
        else { return nil }
        return .user(try user(session, claims))
    }

    private func key(_ claims: APIKeyClaims) async throws -> APIKeyPrincipal {
        switch try await keys.key(claims) {
        case .revoked:
            try await tenants.require(claims.tenantID)
            throw AuthError.apiKeyRevoked
        case .expired: throw TokenError.apiKeyExpired
        case .usable(let principal):
            guard principal.tenantID == claims.tenantID else { throw AuthError.tokenInvalid }
            await use.note(principal.keyID)
            return principal
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
