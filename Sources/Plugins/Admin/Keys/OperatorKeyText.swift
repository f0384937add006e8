internal import Contracts
internal import FoundationEssentials

/// The text of an operator key: `tmk_`, the key's identity, `_`, and 256 random bits, both in base64url.
///
/// The identity in front finds the key without a search; the prefix lets secret scanners find keys that leak.
enum OperatorKeyText {
    private static let prefix = "tmk_"
    /// Characters of 16 bytes in base64url.
    private static let identityLength = 22
    private static let secretBytes = 32
    private static let length = 4 + identityLength + 1 + 43

    static func make(_ id: UUID, _ cryptography: any Cryptography) -> Secret {
        Secret(prefix + identity(of: id) + "_" + TextEncoding.base64URL(cryptography.randomBytes(secretBytes)))
    }

    /// The identity as a key's text has it.
    static func identity(of id: UUID) -> String {
        TextEncoding.base64URL(withUnsafeBytes(of: id.uuid) { Array($0) })
    }

    /// The identity within a text that a client sent; nil when it is no key by its form.
    static func identity(in text: String) -> String? {
        let bytes = Array(text.utf8)
        let end = prefix.utf8.count + identityLength
        guard bytes.count == length, bytes.starts(with: prefix.utf8), bytes[end] == UInt8(ascii: "_") else { return nil }
        return String(decoding: bytes[prefix.utf8.count..<end], as: UTF8.self)
    }

    static func hash(_ text: String, _ cryptography: any Cryptography) -> [UInt8] {
        cryptography.sha256(Array(text.utf8))
    }
}
