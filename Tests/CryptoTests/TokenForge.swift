import Contracts
import Foundation

@testable import HostCrypto

/// Makes tokens that `JWTSigner` would never make, correctly signed where an attacker could.
enum TokenForge {
    static let now: Int64 = 1_800_000_000
    static let claims = AccessClaims(
        accountID: UUID(), email: "anna@example.com", tenantID: .random(), role: .member, sessionID: UUID())
    static let header = #"{"alg":"HS256","typ":"at+jwt"}"#

    static func signer(
        _ key: TokenKey? = nil, verificationKeys: [TokenKey] = [], issuer: String = "tm", audience: String = "tm-api",
        now: Int64 = now
    ) throws -> JWTSigner {
        try JWTSigner(
            signingKey: try key ?? .shared(TestKeys.secret), verificationKeys: verificationKeys, issuer: issuer, audience: audience,
            now: { now })
    }

    /// The claims that `signer` takes, `changes` made to them; a nil removes one.
    static func payload(_ changes: [String: JSONValue?] = [:]) -> String {
        var object = JSONObject([
            JSONMember("iss", "tm"), JSONMember("aud", "tm-api"), JSONMember("sub", .string(claims.accountID.canonical)),
            JSONMember("email", .string(claims.email)), JSONMember("tenant_id", .string(claims.tenantID.description)),
            JSONMember("role", "member"), JSONMember("sid", .string(claims.sessionID.canonical)),
            JSONMember("iat", .integer(Int(now))), JSONMember("exp", .integer(Int(now) + 60)), JSONMember("jti", "x"),
        ])
        for (name, value) in changes { object[name] = value }
        return String(decoding: JSONWriter.encode(.object(object)), as: UTF8.self)
    }

    static func token(
        header: String = header, payload: String = payload(), key: TokenKey? = nil
    ) throws -> String {
        let signedPart = "\(encode(header)).\(encode(payload))"
        let signature = try (key ?? .shared(TestKeys.secret)).scheme.sign(Array(signedPart.utf8))
        return "\(signedPart).\(Base64.url.encode(signature))"
    }

    static func encode(_ text: String) -> String { Base64.url.encode(Array(text.utf8)) }
}
