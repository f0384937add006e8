/// The host's cryptographic primitives, all of them OpenSSL's.
public protocol Cryptography: Sendable {
    /// Bytes from OpenSSL's private random generator (`RAND_priv_bytes`).
    func randomBytes(_ count: Int) -> [UInt8]

    func sha256(_ bytes: [UInt8]) -> [UInt8]

    /// Compares in a time that does not depend on where the first difference is (`CRYPTO_memcmp`).
    func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool

    /// AES-256-GCM under the host's encryption key; `context` is bound as associated data. The answer holds nonce and tag.
    func seal(_ plaintext: [UInt8], context: String) throws -> [UInt8]

    /// - Throws: when the key, the context or a single bit differs from what was sealed.
    func open(_ sealed: [UInt8], context: String) throws -> [UInt8]
}

/// Encodings of random bytes as text.
public enum TextEncoding {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// Base64 for URLs without padding (RFC 4648 §5).
    public static func base64URL(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 4 + 2) / 3)
        var buffer: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[Int(buffer >> bits & 63)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(buffer << (6 - bits) & 63)]) }
        return String(decoding: text, as: UTF8.self)
    }

    public static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
