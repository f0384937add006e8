/// What JavaScript's `parseFloat` takes of a text (ECMAScript, StrDecimalLiteral).
enum FloatPrefix {
    /// The longest number at the front, past white space: `12.5` of ` 12.5kg`. Nil where there is none; "Infinity" is one.
    static func of(_ text: String) -> String? {
        let bytes = text.utf8.drop { [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D].contains($0) }
        var end = bytes.startIndex
        if end < bytes.endIndex, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[end]) { end = bytes.index(after: end) }
        if bytes[end...].starts(with: "Infinity".utf8) { return sign(of: bytes) + "Infinity" }
        let whole = digits(bytes[end...])
        end = whole.endIndex
        var hasDigits = !whole.isEmpty
        if end < bytes.endIndex, bytes[end] == UInt8(ascii: ".") {
            let fraction = digits(bytes[bytes.index(after: end)...])
            guard hasDigits || !fraction.isEmpty else { return nil }
            hasDigits = true
            if !fraction.isEmpty { end = fraction.endIndex }
        }
        guard hasDigits else { return nil }
        return String(decoding: bytes[..<pastExponent(bytes, from: end)], as: UTF8.self)
    }

    /// The end of `e` and its digits behind a number, or `start` when there is no exponent.
    private static func pastExponent(_ bytes: Substring.UTF8View, from start: String.Index) -> String.Index {
        guard start < bytes.endIndex, bytes[start] | 0x20 == UInt8(ascii: "e") else { return start }
        var exponent = bytes[bytes.index(after: start)...]
        if let first = exponent.first, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(first) { exponent = exponent.dropFirst() }
        let power = digits(exponent)
        return power.isEmpty ? start : power.endIndex
    }

    private static func digits(_ bytes: Substring.UTF8View) -> Substring.UTF8View {
        bytes.prefix { $0 &- UInt8(ascii: "0") < 10 }
    }

    private static func sign(of bytes: Substring.UTF8View) -> String { bytes.first == UInt8(ascii: "-") ? "-" : "" }
}
