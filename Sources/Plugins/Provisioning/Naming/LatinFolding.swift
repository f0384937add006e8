/// Turns letters of the Latin script into ASCII: `é` into `e`, `ß` into `ss`. Other scripts have no answer here.
enum LatinFolding {
    /// The ASCII letters for a lower-case character; nil when it is not a Latin letter or a digit.
    static func ascii(_ character: Character) -> String? {
        if character.isASCII { return character.isLetter || character.isNumber ? String(character) : nil }
        if let letters = ligatures[character] { return letters }
        return accented[character].map { String($0) }
    }

    /// Letters that Unicode does not decompose.
    private static let ligatures: [Character: String] = [
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ŋ": "n",
        "ĸ": "k", "ŧ": "t", "ſ": "s", "ə": "e", "ƒ": "f",
    ]

    /// Every letter with one combining mark, and the Vietnamese ones with two. `Character` compares by canonical equivalence
    /// (Unicode, UAX #15), so that a composed letter finds the entry that was made of its parts.
    private static let accented: [Character: Character] = {
        var table: [Character: Character] = [:]
        for letter in "abcdefghijklmnopqrstuvwxyz".unicodeScalars {
            for mark in marks {
                table[joined([letter, mark])] = Character(letter)
                for tone in tones { table[joined([letter, mark, tone])] = Character(letter) }
            }
        }
        return table
    }()

    /// Combining diacritical marks that occur on Latin letters (U+0300–U+0331).
    private static let marks = (0x300...0x331).compactMap(Unicode.Scalar.init)

    /// Grave, acute, tilde, hook above, dot below.
    private static let tones: [Unicode.Scalar] = ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]

    private static func joined(_ scalars: [Unicode.Scalar]) -> Character {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return Character(String(text))
    }
}
