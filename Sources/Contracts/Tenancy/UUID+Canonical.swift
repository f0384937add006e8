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
        let text = UnsafeMutableRawBufferPointer(text)
        let digits = withUnsafeBytes(of: uuid) { bytes in
            InlineArray<4, UInt64> {
                Self.hexDigits(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)))
            }
        }
        text.storeBytes(of: digits[0].bigEndian, toByteOffset: 0, as: UInt64.self)
        text.storeBytes(of: UInt32(truncatingIfNeeded: digits[1] >> 32).bigEndian, toByteOffset: 9, as: UInt32.self)
        text.storeBytes(of: UInt32(truncatingIfNeeded: digits[1]).bigEndian, toByteOffset: 14, as: UInt32.self)
        text.storeBytes(of: UInt32(truncatingIfNeeded: digits[2] >> 32).bigEndian, toByteOffset: 19, as: UInt32.self)
        text.storeBytes(of: UInt32(truncatingIfNeeded: digits[2]).bigEndian, toByteOffset: 24, as: UInt32.self)
        text.storeBytes(of: digits[3].bigEndian, toByteOffset: 28, as: UInt64.self)
        let hyphen = UInt8(ascii: "-")
        (text[8], text[13], text[18], text[23]) = (hyphen, hyphen, hyphen, hyphen)
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

    /// The eight digits of a number, all made at once, the first in the highest byte.
    private static func hexDigits(_ number: UInt32) -> UInt64 {
        var nibbles = UInt64(number)
        nibbles = (nibbles | nibbles << 16) & 0x0000_FFFF_0000_FFFF
        nibbles = (nibbles | nibbles << 8) & 0x00FF_00FF_00FF_00FF
        nibbles = (nibbles | nibbles << 4) & 0x0F0F_0F0F_0F0F_0F0F
        // One in each byte that holds more than 9: letters begin 39 places behind where the digit after 9 would be.
        let letters = (nibbles &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return nibbles &+ 0x3030_3030_3030_3030 &+ letters &* 39
    }
}
