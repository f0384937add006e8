/// The escapes of a JSON string (RFC 8259 §7).
enum JSONEscape {
    /// Whether a quote, a backslash or a control character is in `text`. Eight bytes are looked at in one.
    static func isNeeded(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        let bytes = UnsafeRawBufferPointer(text)
        guard bytes.count >= 8 else { return text.contains(where: isSpecial) }
        // The last word may overlap the one before it.
        let last = bytes.count - 8
        var found = hasSpecial(bytes.loadUnaligned(fromByteOffset: last, as: UInt64.self))
        for at in stride(from: 0, to: last, by: 8) { found |= hasSpecial(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)) }
        return found & highBits != 0
    }

    /// A high bit is set exactly when one of the word's bytes needs an escape.
    @inline(__always)
    private static func hasSpecial(_ word: UInt64) -> UInt64 {
        hasZero(word ^ quotes) | hasZero(word ^ backslashes) | (word &- spaces) & ~word
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits = ones &* 0x80
    private static let spaces = ones &* 0x20
    private static let quotes = ones &* UInt64(UInt8(ascii: "\""))
    private static let backslashes = ones &* UInt64(UInt8(ascii: "\\"))

    /// A high bit is set exactly when one of the word's bytes is zero.
    @inline(__always)
    private static func hasZero(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }

    static func append(_ text: UnsafeBufferPointer<UInt8>, to output: inout ByteBuffer) {
        for byte in text {
            guard isSpecial(byte) else {
                output.append(byte)
                continue
            }
            output.append(UInt8(ascii: "\\"))
            switch byte {
            case UInt8(ascii: "\n"): output.append(UInt8(ascii: "n"))
            case UInt8(ascii: "\r"): output.append(UInt8(ascii: "r"))
            case UInt8(ascii: "\t"): output.append(UInt8(ascii: "t"))
            case 0..<0x20: output.append("u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))")
            default: output.append(byte)
            }
        }
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
}
