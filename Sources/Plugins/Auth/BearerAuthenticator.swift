internal import Contracts
internal import HTTPTypes

/// Proves who the bearer of an access token is: the token's signature and times, then the session it names, from memory.
struct BearerAuthenticator: UserAuthenticator {
    let tokens: any TokenSigner
    let sessions: SessionDirectory

    func authenticate(_ request: Request) async throws -> UserPrincipal? {
        guard let token = try BearerToken.find(in: request.fields) else { return nil }
        let claims = try tokens.verify(token)
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
