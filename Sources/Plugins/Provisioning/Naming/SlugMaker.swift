import Contracts

/// Makes a slug of an organization's name, in whatever script it is written.
struct SlugMaker: Sendable {
    private static let suffixLength = 5
    /// Without letters and digits that are taken for each other.
    private static let suffixAlphabet = Array("abcdefghjkmnpqrstuvwxyz23456789".utf8)

    private let cryptography: any Cryptography

    init(cryptography: any Cryptography) { self.cryptography = cryptography }

    /// The slug that the name suggests; `org-` and a random part when its letters do not give one.
    func slug(for name: String) -> Slug {
        let stem = Self.stem(of: name)
        guard let slug = Slug(stem) else { return distinct("org") }
        return ReservedSlugs.contains(slug) ? distinct(stem) : slug
    }

    /// Another slug for the same name, for when the first one belongs to somebody.
    func alternative(for name: String) -> Slug {
        let stem = Self.stem(of: name)
        return distinct(Slug(stem) == nil ? "org" : stem)
    }

    /// The words of the name in ASCII, joined by hyphens, within a slug's length.
    private static func stem(of name: String) -> String {
        var stem = ""
        for character in name.lowercased() {
            guard let letters = LatinFolding.ascii(character) else {
                // An apostrophe does not part a word.
                if character != "'", character != "’", !stem.isEmpty, !stem.hasSuffix("-") { stem += "-" }
                continue
            }
            stem += letters
        }
        return trimmed(String(stem.prefix(Slug.lengths.upperBound)))
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.hasSuffix("-") { text = text.dropLast() }
        return String(text)
    }

    private func distinct(_ stem: String) -> Slug {
        let alphabet = Self.suffixAlphabet
        let random = cryptography.randomBytes(Self.suffixLength).map { alphabet[Int($0) % alphabet.count] }
        let start = Self.trimmed(String(stem.prefix(Slug.lengths.upperBound - Self.suffixLength - 1)))
        guard let slug = Slug(start + "-" + String(decoding: random, as: UTF8.self)) else {
            preconditionFailure("a stem is made of letters, digits and inner hyphens")
        }
        return slug
    }
}
