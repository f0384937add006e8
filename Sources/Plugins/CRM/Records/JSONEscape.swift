/// The escapes of a JSON string (RFC 8259 §7).
enum JSONEscape {
    /// Whether a quote, a backslash or a control character is in `text`.
    static func isNeeded(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        var at = 0
        while at + 16 <= text.count {
            let chunk = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped + at).loadUnaligned(as: SIMD16<UInt8>.self)
            let special = (chunk .< 0x20) .| (chunk .== UInt8(ascii: "\"")) .| (chunk .== UInt8(ascii: "\\"))
            if any(special) { return true }
            at += 16
        }
        while at < text.count {
            if isSpecial(text[at]) { return true }
            at += 1
        }
        return false
    }

    static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        for byte in text {
            guard isSpecial(byte) else {
                bytes.append(byte)
                continue
            }
            bytes.append(UInt8(ascii: "\\"))
            switch byte {
            case UInt8(ascii: "\n"): bytes.append(UInt8(ascii: "n"))
            case UInt8(ascii: "\r"): bytes.append(UInt8(ascii: "r"))
            case UInt8(ascii: "\t"): bytes.append(UInt8(ascii: "t"))
            case 0..<0x20: bytes.append(contentsOf: "u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
            default: bytes.append(byte)
            }
        }
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
}
