import Contracts

/// The lifecycle signs no tokens.
struct NoTokens: TokenSigner {
    func sign(_ claims: AccessClaims, lifetime: Duration) throws -> String { throw TokenError.unknownKey }
    func sign(_ claims: APIKeyClaims, lifetime: Duration) throws -> String { throw TokenError.unknownKey }
    func verifyBearer(_ token: Substring) throws(TokenError) -> BearerClaims { throw .unknownKey }
    func publicKeys() -> JSONValue { .null }
}
