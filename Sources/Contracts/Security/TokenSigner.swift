/// Signs and verifies tokens (JWT, RFC 7519, under the rules of RFC 8725). Access tokens and those of API keys differ in their
/// `typ`, so that neither is ever taken for the other.
public protocol TokenSigner: Sendable {
    /// A compact JWS over `claims`; the signer adds `iss`, `aud`, `iat`, `nbf`-free `exp` and `jti`.
    func sign(_ claims: AccessClaims, lifetime: Duration) throws -> String

    /// The token of an API key, which ends when the key does.
    func sign(_ claims: APIKeyClaims, lifetime: Duration) throws -> String

    /// The claims of a token of either kind whose signature, type, issuer, audience and times hold.
    func verifyBearer(_ token: Substring) throws(TokenError) -> BearerClaims

    /// The public keys (RFC 7517), empty under a shared secret.
    func publicKeys() -> JSONValue
}

extension TokenSigner {
    /// The claims of an access token; that of an API key is of the wrong type.
    public func verify(_ token: Substring) throws(TokenError) -> AccessClaims {
        guard case .access(let claims) = try verifyBearer(token) else { throw .wrongType }
        return claims
    }
}

public enum TokenError: Error, Equatable, Sendable {
    /// A credential of another scheme than `Bearer`, or of none.
    case notABearer
    case malformed
    case unknownAlgorithm
    case unknownKey
    case badSignature
    case wrongType
    case wrongIssuer
    case wrongAudience
    case expired
    /// The token of an API key, past its time.
    case apiKeyExpired
    case issuedInFuture
    /// The tenant that the token names exists no more.
    case tenantGone
}

extension TokenError: HTTPRepresentable {
    public var problem: Problem {
        switch self {
        case .expired: Problem(.tokenExpired, "The access token has expired.")
        case .apiKeyExpired: Problem(.apiKeyExpired, "The API key has expired.")
        default: Problem(.tokenInvalid, "The access token is not valid.")
        }
    }
}
