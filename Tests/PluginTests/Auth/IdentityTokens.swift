import Contracts
import FoundationEssentials

/// Access tokens that are readable text: account, tenant, session, role. Only one that ends in `.signed` is genuine.
struct IdentityTokens: TokenSigner {
    func sign(_ claims: AccessClaims, lifetime: Duration) -> String {
        [claims.accountID.canonical, claims.tenantID.description, claims.sessionID.canonical, claims.role.rawValue, "signed"]
            .joined(separator: ".")
    }

    func verify(_ token: Substring) throws(TokenError) -> AccessClaims {
        let parts = token.split(separator: ".")
        guard parts.count == 5, parts[4] == "signed", let account = UUID(canonical: parts[0]), let tenant = TenantID(parts[1]),
            let session = UUID(canonical: parts[2]), let role = TenantRole(rawValue: String(parts[3]))
        else { throw .badSignature }
        return AccessClaims(accountID: account, email: "token@example.com", tenantID: tenant, role: role, sessionID: session)
    }

    func publicKeys() -> JSONValue { ["keys": []] }
}
