/// The part of a text that is a phone number as people write it: digits of any script, spaces and punctuation between them, and
/// perhaps a `+` before and an extension behind.
struct PhoneText: Equatable {
    let hasPlus: Bool
    /// Each 0 to 9.
    let digits: [UInt8]

    static let longestText = 250

    /// Nil for a text without a number, with anything but a number, or longer than 250 characters.
    init?(_ text: String) {
        guard text.utf8.count <= 4 * Self.longestText else { return nil }
        let scalars = Array(text.unicodeScalars)
        guard scalars.count <= Self.longestText, let start = scalars.firstIndex(where: { Self.isPlus($0) || Self.digit($0) != nil })
        else { return nil }
        hasPlus = Self.isPlus(scalars[start])
        var digits: [UInt8] = []
        for scalar in Self.withoutExtension(scalars[(hasPlus ? start + 1 : start)...]) {
            if let digit = Self.digit(scalar) {
                digits.append(digit)
            } else if !Self.isPunctuation(scalar) {
                return nil
            }
        }
        guard digits.count >= 2 else { return nil }
        self.digits = digits
    }

    /// Without what follows the number itself: an extension (`;ext=12`, `ext. 12`, `x12`, `#12`), or anything after the last digit.
    private static func withoutExtension(_ scalars: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        let end = scalars.firstIndex { isPlus($0) || (digit($0) == nil && !isPunctuation($0)) } ?? scalars.endIndex
        let rest = scalars[end...]
        let label = rest.prefix { digit($0) == nil }
        let word = String(String.UnicodeScalarView(label.filter { $0.properties.isAlphabetic || $0 == "#" || $0 == ";" }))
            .lowercased()
        let number = rest[label.endIndex...]
        let isExtension =
            ["x", "ext", "extn", "extension", "#", ";ext", ";"].contains(word) && (1...20).contains(number.count)
            && number.allSatisfy { digit($0) != nil }
        let isTrailing = number.isEmpty
        return isExtension || isTrailing ? scalars[..<end] : scalars
    }

    private static func isPlus(_ scalar: Unicode.Scalar) -> Bool { scalar == "+" || scalar == "\u{FF0B}" }

    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "-", "/", ".", "(", ")", "[", "]", "~", "\u{A0}", "\u{AD}", "\u{200B}", "\u{2060}", "\u{3000}", "\u{2053}",
            "\u{223C}", "\u{30FC}", "\u{2212}", "\u{FF08}", "\u{FF09}", "\u{FF0D}"..."\u{FF0F}", "\u{FF3B}", "\u{FF3D}",
            "\u{FF5E}", "\u{2010}"..."\u{2015}":
            true
        default: false
        }
    }

    /// The value of a decimal digit: ASCII, full-width, Arabic-Indic or Eastern Arabic-Indic.
    private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar {
        case "0"..."9": UInt8(scalar.value - 0x30)
        case "\u{FF10}"..."\u{FF19}": UInt8(scalar.value - 0xFF10)
        case "\u{0660}"..."\u{0669}": UInt8(scalar.value - 0x0660)
        case "\u{06F0}"..."\u{06F9}": UInt8(scalar.value - 0x06F0)
        default: nil
        }
    }
}
