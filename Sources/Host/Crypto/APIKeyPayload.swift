internal import Contracts
internal import FoundationEssentials

/// The claims of an API key's token as they stand on the wire: those that Twenty's keys have, with issuer and audience.
struct APIKeyPayload: RegisteredClaims {
    private static let type = "API_KEY"

    let issuer: String
    let audience: String
    let issuedAt: Int64
    let expiresAt: Int64
    let notBefore: Int64?
    let claims: APIKeyClaims

    var encoded: String {
        var writer = JSONWriter(capacity: 384)
        writer.beginObject()
        writer.member("iss", issuer)
        writer.member("aud", audience)
        writer.member("sub", claims.tenantID.description)
        writer.member("type", Self.type)
        writer.member("workspaceId", claims.tenantID.description)
        writer.key("iat")
        writer.write(Int(issuedAt))
        writer.key("exp")
        writer.write(Int(expiresAt))
        writer.member("jti", claims.keyID.canonical)
        writer.endObject()
        return Base64.url.encode(writer.bytes)
    }
}

extension APIKeyPayload {
    /// Reads the claims of a token whose signature holds. Each must be there, and be of its type; `nbf` may be absent.
    init(_ object: JSONObject) throws(TokenError) {
        issuer = try object.claim("iss")
        audience = try object.claim("aud")
        issuedAt = try object.time("iat")
        expiresAt = try object.time("exp")
        notBefore = try object.optionalTime("nbf")
        guard try object.claim("type") == Self.type, let tenant = TenantID(try object.claim("sub")),
            try object.claim("workspaceId") == tenant.description, let key = UUID(canonical: try object.claim("jti"))
        else { throw .malformed }
        claims = APIKeyClaims(keyID: key, tenantID: tenant)
    }
}
