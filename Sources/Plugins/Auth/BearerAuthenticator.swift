internal import Contracts
internal import HTTPTypes

/// Proves who the bearer of a token is: the token's signature and times, then the session it names, from memory.
struct BearerAuthenticator: TenantAuthenticator {
    let tokens: any TokenSigner
    let sessions: SessionDirectory

    func authenticate(_ request: Request) async throws -> TenantPrincipal? {
        guard let token = try BearerToken.find(in: request.fields) else { return nil }
        switch try tokens.verifyBearer(token) {
        case .access(let claims): return .user(try await user(claims))
        case .apiKey: throw AuthError.apiKeyRevoked
        }
    }

    private func user(_ claims: AccessClaims) async throws -> UserPrincipal {
        switch try await sessions.session(claims) {
        case .ended: throw AuthError.sessionRevoked
        case .open(let principal):
            // The role is the session's, not the token's: a change of role holds for tokens already out.
            guard principal.tenantID == claims.tenantID, principal.accountID == claims.accountID else {
                throw AuthError.tokenInvalid
            }
            return principal
        }
    }
}
