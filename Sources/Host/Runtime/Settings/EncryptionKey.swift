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

    private static func base64(_ text: String) -> [UInt8]? {
        let symbols = text.utf8.reversed().drop(while: { $0 == UInt8(ascii: "=") }).reversed()
        guard symbols.count == 43, text.utf8.count <= 44 else { return nil }
        var bytes: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for symbol in symbols {
            guard let value = sextet(symbol) else { return nil }
            buffer = (buffer << 6 | value) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            }
        }
        return bytes
    }

    private static func sextet(_ symbol: UInt8) -> UInt32? {
        switch symbol {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(symbol - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(symbol - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(symbol - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
