internal import Contracts

/// The 256-bit key under which tenants' database passwords are sealed. It never prints itself.
public struct EncryptionKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let bytes: [UInt8]

    /// Nil unless `text` is 32 bytes in hexadecimal or in Base64 (RFC 4648 §4 or §5).
    public init?(_ text: String) {
        guard let bytes = Self.hexadecimal(text) ?? Self.base64(text), bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    private init() { bytes = [] }

    /// No key at all, which every cipher refuses: it stands in while faults are collected.
    static let absent = EncryptionKey()

    /// The key itself, for the one call that needs it.
    public func reveal() -> [UInt8] { bytes }

    public var description: String { "<secret>" }
    public var debugDescription: String { "<secret>" }
    public var customMirror: Mirror { Mirror(self, children: []) }

    private static func hexadecimal(_ text: String) -> [UInt8]? {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == 64, text.utf8.count == 64 else { return nil }
        return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    /// In either alphabet, with its padding or without.
    private static func base64(_ text: String) -> [UInt8]? {
        let letters = text.hasSuffix("=") ? text.dropLast() : text[...]
        return Base64.standard.decode(letters) ?? Base64.url.decode(letters)
    }
}
