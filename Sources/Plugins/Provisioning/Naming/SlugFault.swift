import Contracts

/// What keeps a text from being a slug, as a DNS label (RFC 1123 §2.1) within our bounds.
enum SlugFault: Equatable {
    case length
    case capitals
    case characters
    case outerHyphen

    /// Nil for a slug.
    init?(_ text: String) {
        guard Slug(text) == nil else { return nil }
        let scalars = text.unicodeScalars
        if !Slug.lengths.contains(scalars.count) {
            self = .length
        } else if !scalars.allSatisfy(Self.mayStand) {
            self = scalars.contains { ("A"..."Z").contains($0) } ? .capitals : .characters
        } else {
            self = .outerHyphen
        }
    }

    /// What its writer is told.
    var message: String {
        switch self {
        case .length: "must be \(Slug.lengths.lowerBound) to \(Slug.lengths.upperBound) characters long"
        case .capitals: "must be in lower case"
        case .characters: "must be letters a to z, digits and hyphens"
        case .outerHyphen: "must not begin or end with a hyphen"
        }
    }

    private static func mayStand(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-"
    }
}
