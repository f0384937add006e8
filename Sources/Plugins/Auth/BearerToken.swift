internal import Contracts
internal import HTTPTypes

/// Reads the access token of a request (RFC 6750 §2.1).
enum BearerToken {
    /// Bytes of the longest credential that is looked at.
    static let maxLength = 8192

    private static let scheme = Array("bearer ".utf8)

    /// The token; nil when the request bears no credential.
    ///
    /// - Throws: `AuthError.tokenInvalid` when it bears one of another scheme, several, or one of characters that no token has.
    static func find(in fields: HTTPFields) throws(AuthError) -> Substring? {
        guard let value = fields[.authorization] else { return nil }
        let bytes = value.utf8
        guard bytes.count > scheme.count, bytes.count <= maxLength,
            zip(bytes, scheme).allSatisfy({ $0 | ($0 == UInt8(ascii: " ") ? 0 : 0x20) == $1 })
        else { throw .tokenInvalid }
        let token = value[bytes.index(bytes.startIndex, offsetBy: scheme.count)...]
        guard token.utf8.allSatisfy(isTokenCharacter) else { throw .tokenInvalid }
        return token
    }

    /// The `b64token` characters of RFC 6750.
    private static func isTokenCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~+/=".utf8.contains(byte)
        }
    }
}
