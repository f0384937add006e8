import Contracts

/// The lifecycle signs no tokens.
struct NoTokens: TokenSigner {
    func sign(_ claims: AccessClaims, lifetime: Duration) throws -> String { throw TokenError.unknownKey }
    func verify(_ token: Substring) throws(TokenError) -> AccessClaims { throw .unknownKey }
    func publicKeys() -> JSONValue { .null }
}
