import Contracts
import FoundationEssentials

/// Tokens that are readable text: account, tenant, session, role for a user, key and tenant for an API key. Only one that ends in
/// `.signed` is genuine.
struct IdentityTokens: TokenSigner {
    func sign(_ claims: AccessClaims, lifetime: Duration) -> String {
        [claims.accountID.canonical, claims.tenantID.description, claims.sessionID.canonical, claims.role.rawValue, "signed"]
            .joined(separator: ".")
    }

    func sign(_ claims: APIKeyClaims, lifetime: Duration) -> String {
        [claims.keyID.canonical, claims.tenantID.description, "signed"].joined(separator: ".")
    }

    func verifyBearer(_ token: Substring) throws(TokenError) -> BearerClaims {
        let parts = token.split(separator: ".")
        guard parts.last == "signed", parts.count > 2, let subject = UUID(canonical: parts[0]), let tenant = TenantID(parts[1])
        else { throw .badSignature }
        if parts.count == 3 { return .apiKey(APIKeyClaims(keyID: subject, tenantID: tenant)) }
        guard parts.count == 5, let session = UUID(canonical: parts[2]), let role = TenantRole(rawValue: String(parts[3]))
        else { throw .badSignature }
        return .access(
            AccessClaims(accountID: subject, email: "token@example.com", tenantID: tenant, role: role, sessionID: session))
    }

    func publicKeys() -> JSONValue { ["keys": []] }
}
