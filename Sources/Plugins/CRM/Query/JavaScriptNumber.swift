/// What JavaScript's `Number(…)` makes of a text (ECMAScript, StringToNumber).
enum JavaScriptNumber {
    /// Nil for what is not a number. White space around it does not count, and nothing at all is 0.
    static func of(_ text: String) -> Double? {
        var scalars = text.unicodeScalars[...]
        while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
        while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
        let trimmed = String(scalars)
        if trimmed.isEmpty { return 0 }
        return whole(trimmed) ?? infinity(trimmed) ?? decimal(trimmed)
    }

    /// `0x1F`, `0o17` and `0b11`, which have no sign.
    private static func whole(_ text: String) -> Double? {
        let radixes: [String: Int] = ["0x": 16, "0o": 8, "0b": 2]
        guard let radix = radixes[text.prefix(2).lowercased()], text.utf8.count > 2 else { return nil }
        var value = 0.0
        for character in text.dropFirst(2) {
            guard character.isASCII, let digit = character.hexDigitValue, digit < radix else { return nil }
            value = value * Double(radix) + Double(digit)
        }
        return value
    }

    private static func infinity(_ text: String) -> Double? {
        switch text {
        case "Infinity", "+Infinity": .infinity
        case "-Infinity": -.infinity
        default: nil
        }
    }

    private static func decimal(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }) else { return nil }
        return Double(text)
    }
}
