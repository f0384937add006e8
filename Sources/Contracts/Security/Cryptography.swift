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

    /// HMAC-SHA-256 under a key that only the hosts can derive: equal messages are known again by it, and who sees it can try no
    /// guesses. Codes of different contexts cannot be compared.
    func authenticationCode(of message: [UInt8], context: String) throws -> [UInt8]

    /// Signs documents under a key that is derived from the host's encryption key for `purpose` and for nothing else (HKDF,
    /// RFC 5869).
    func signer(for purpose: String) throws -> any DocumentSigner
}

/// Encodings of random bytes as text.
public enum TextEncoding {
    /// Base64 for URLs without padding (RFC 4648 §5).
    public static func base64URL(_ bytes: [UInt8]) -> String { Base64.url.encode(bytes) }

    public static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
