internal import Contracts

/// What every token's payload says besides its subject (RFC 7519 §4.1).
protocol RegisteredClaims {
    var issuer: String { get }
    var audience: String { get }
    /// Seconds since 1970, as are the other times.
    var issuedAt: Int64 { get }
    var expiresAt: Int64 { get }
    var notBefore: Int64? { get }
}

extension JSONObject {
    /// A claim that must be there and must not be empty.
    func claim(_ name: String) throws(TokenError) -> String {
        guard case .string(let text)? = self[name], !text.isEmpty else { throw .malformed }
        return text
    }

    /// Whole seconds.
    func time(_ name: String) throws(TokenError) -> Int64 {
        guard let seconds = try optionalTime(name) else { throw .malformed }
        return seconds
    }

    /// Whole seconds; nil when the claim is absent.
    func optionalTime(_ name: String) throws(TokenError) -> Int64? {
        guard let value = self[name] else { return nil }
        guard case .number(let number) = value, let seconds = number.integer else { throw .malformed }
        return seconds
    }
}
