internal import Contracts
internal import FoundationEssentials

/// The claims of a token as they stand on the wire (RFC 7519 §4, RFC 9068 §2.2).
struct TokenPayload {
    let issuer: String
    let audience: String
    /// Seconds since 1970, as are the other times.
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
        issuer = try Self.text("iss", of: object)
        audience = try Self.text("aud", of: object)
        guard let issuedAt = try Self.time("iat", of: object), let expiresAt = try Self.time("exp", of: object) else {
            throw .malformed
        }
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        notBefore = try Self.time("nbf", of: object)
        tokenID = try Self.text("jti", of: object)
        guard let account = UUID(canonical: try Self.text("sub", of: object)),
            let tenant = TenantID(try Self.text("tenant_id", of: object)),
            let role = TenantRole(rawValue: try Self.text("role", of: object)),
            let session = UUID(canonical: try Self.text("sid", of: object))
        else { throw .malformed }
        claims = AccessClaims(
            accountID: account, email: try Self.text("email", of: object), tenantID: tenant, role: role, sessionID: session)
    }

    private static func text(_ name: String, of object: JSONObject) throws(TokenError) -> String {
        guard case .string(let text)? = object[name], !text.isEmpty else { throw .malformed }
        return text
    }

    /// Whole seconds; nil when the claim is absent.
    private static func time(_ name: String, of object: JSONObject) throws(TokenError) -> Int64? {
        guard let value = object[name] else { return nil }
        guard case .number(let number) = value, let seconds = number.integer else { throw .malformed }
        return seconds
    }
}
