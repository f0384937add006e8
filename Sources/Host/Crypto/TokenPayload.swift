internal import Contracts
internal import FoundationEssentials

/// The claims of an access token as they stand on the wire (RFC 7519 §4, RFC 9068 §2.2).
struct TokenPayload: RegisteredClaims {
    let issuer: String
    let audience: String
    let issuedAt: Int64
    let expiresAt: Int64
    let notBefore: Int64?
    let tokenID: String
    let claims: AccessClaims

    var encoded: String {
        var writer = JSONWriter(capacity: 384)
        writer.beginObject()
        writer.member("iss", issuer)
        writer.member("aud", audience)
        writer.member("sub", claims.accountID.canonical)
        writer.member("email", claims.email)
        writer.member("tenant_id", claims.tenantID.description)
        writer.member("role", claims.role.rawValue)
        writer.member("sid", claims.sessionID.canonical)
        writer.key("iat")
        writer.write(Int(issuedAt))
        writer.key("exp")
        writer.write(Int(expiresAt))
        if let notBefore {
            writer.key("nbf")
            writer.write(Int(notBefore))
        }
        writer.member("jti", tokenID)
        writer.endObject()
        return Base64.url.encode(writer.bytes)
    }
}

extension TokenPayload {
    /// Reads the claims of a token whose signature holds. Each must be there, and be of its type; `nbf` may be absent.
    init(_ object: JSONObject) throws(TokenError) {
        issuer = try object.claim("iss")
        audience = try object.claim("aud")
        issuedAt = try object.time("iat")
        expiresAt = try object.time("exp")
        notBefore = try object.optionalTime("nbf")
        tokenID = try object.claim("jti")
        guard let account = UUID(canonical: try object.claim("sub")), let tenant = TenantID(try object.claim("tenant_id")),
            let role = TenantRole(rawValue: try object.claim("role")), let session = UUID(canonical: try object.claim("sid"))
        else { throw .malformed }
        claims = AccessClaims(
            accountID: account, email: try object.claim("email"), tenantID: tenant, role: role, sessionID: session)
    }
}
