/// Signs and verifies access tokens (JWT, RFC 7519, under the rules of RFC 8725).
public protocol TokenSigner: Sendable {
    /// A compact JWS over `claims`; the signer adds `iss`, `aud`, `iat`, `nbf`-free `exp` and `jti`.
    func sign(_ claims: AccessClaims, lifetime: Duration) throws -> String

    /// The claims of a token whose signature, type, issuer, audience and times hold.
    func verify(_ token: Substring) throws(TokenError) -> AccessClaims

    /// The public keys (RFC 7517), empty under a shared secret.
    func publicKeys() -> JSONValue
}

public enum TokenError: Error, Equatable, Sendable {
    case malformed
    case unknownAlgorithm
    case unknownKey
    case badSignature
    case wrongType
    case wrongIssuer
    case wrongAudience
    case expired
    case issuedInFuture
}

extension TokenError: HTTPRepresentable {
    public var problem: Problem {
        self == .expired
            ? Problem(.tokenExpired, "The access token has expired.") : Problem(.tokenInvalid, "The access token is not valid.")
    }
}
