public import FoundationEssentials

extension UUID {
    /// Reads the 8-4-4-4-12 form of RFC 9562 §4 in either case; nil for anything else. Foundation's own reader takes some
    /// other forms too.
    public init?(canonical text: some StringProtocol) {
        guard text.utf8.count == 36 else { return nil }
        var text = String(text)
        guard let uuid = text.withUTF8({ UUID(canonicalBytes: $0) }) else { return nil }
        self = uuid
    }

    /// The same of bytes.
    public init?(canonicalBytes text: UnsafeBufferPointer<UInt8>) {
        guard text.count == 36 else { return nil }
        var value: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        guard withUnsafeMutableBytes(of: &value, { Self.decode(text, into: $0) }) else { return nil }
        self.init(uuid: value)
    }

    /// The 8-4-4-4-12 form in lower case, as PostgreSQL prints it.
    public var canonical: String {
        String(unsafeUninitializedCapacity: 36) { text in
            writeCanonical(to: text)
            return 36
        }
    }

    /// Writes the same to the first 36 bytes of `text`.
    public func writeCanonical(to text: UnsafeMutableBufferPointer<UInt8>) {
        var at = 0
        withUnsafeBytes(of: uuid) { bytes in
            for index in 0..<16 {
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    text[at] = UInt8(ascii: "-")
                    at += 1
                }
                text[at] = Self.hexDigit(bytes[index] >> 4)
                text[at + 1] = Self.hexDigit(bytes[index] & 15)
                at += 2
            }
        }
    }

    private static func decode(_ text: UnsafeBufferPointer<UInt8>, into bytes: UnsafeMutableRawBufferPointer) -> Bool {
        var digits = 0
        for index in 0..<36 {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard text[index] == UInt8(ascii: "-") else { return false }
            } else {
                guard let nibble = nibble(text[index]) else { return false }
                bytes[digits / 2] = bytes[digits / 2] << 4 | nibble
                digits += 1
            }
        }
        return true
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func hexDigit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
    }
}
