internal import Contracts
internal import HTTPTypes

/// Reads the access token of a request (RFC 6750 §2.1).
enum BearerToken {
    /// Bytes of the longest credential that is looked at.
    static let maxLength = 8192

    private static let scheme = Array("bearer ".utf8)

    /// The token; nil when the request bears no credential. A header that is empty, or names the scheme and nothing more, bears none, as
    /// programs send it that have no token yet.
    ///
    /// - Throws: `TokenError.notABearer` when it bears one of another scheme, `.malformed` when it is too long. What characters a token
    ///   may have is the signer's to judge.
    static func find(in fields: RequestFields) throws(TokenError) -> Substring? {
        guard let value = fields[.authorization], !isBlank(value) else { return nil }
        let bytes = value.utf8
        guard bytes.count <= maxLength else { throw .malformed }
        guard bytes.count > scheme.count else { throw .notABearer }
        var at = bytes.startIndex
        for letter in scheme {
            let byte = bytes[at]
            guard byte == letter || (byte | 0x20 == letter && letter != UInt8(ascii: " ")) else { throw .notABearer }
            at = bytes.index(after: at)
        }
        return value[at...]
    }

    private static func isBlank(_ value: String) -> Bool {
        guard value.utf8.count <= scheme.count else { return false }
        let scheme = value.lowercased()
        return scheme.isEmpty || scheme == "bearer" || scheme == "bearer "
    }
}
