/// Percent-decoding of RFC 3986 §2.1.
public enum PercentDecoding {
    /// The decoded text; nil for a bad escape, for bytes that are not UTF-8 and for a NUL, which no database text can hold.
    public static func decode(_ bytes: some Collection<UInt8>) -> String? {
        var decoded: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                decoded.append(byte)
                continue
            }
            guard let octet = octet(rest) else { return nil }
            decoded.append(octet)
            rest = rest.dropFirst(2)
        }
        guard !decoded.contains(0) else { return nil }
        return String(validating: decoded, as: UTF8.self)
    }

    /// A name or a value of a form (WHATWG URL, application/x-www-form-urlencoded parsing): a `+` is a space, a `%` that begins no
    /// escape is one, as in a pattern that was not encoded, and what is not UTF-8 becomes U+FFFD. Nil for a NUL.
    public static func decodeForm(_ bytes: some Collection<UInt8>) -> String? {
        var decoded: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let octet = octet(rest) {
                decoded.append(octet)
                rest = rest.dropFirst(2)
            } else {
                decoded.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return decoded.contains(0) ? nil : String(decoding: decoded, as: UTF8.self)
    }

    /// The byte that the two digits at the front of `bytes` spell.
    private static func octet(_ bytes: some Collection<UInt8>) -> UInt8? {
        let digits = bytes.prefix(2).compactMap(hexValue)
        return digits.count == 2 ? digits[0] << 4 | digits[1] : nil
    }

    private static func hexValue(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
