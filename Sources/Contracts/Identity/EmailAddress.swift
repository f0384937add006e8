/// An e-mail address in the form accounts are looked up by: trimmed, lower-cased, at most 254 bytes (RFC 5321 §4.5.3.1).
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// Nil unless `text` has one `@`, a local part of 1 to 64 bytes, and a domain with a dot, without spaces or controls.
    public init?(_ text: String) {
        let address = String(text.unicodeScalars.trimmingASCIISpace()).lowercased()
        guard address.utf8.count <= 254 else { return nil }
        // Scalars and not characters: to a `Character` an "@" with a combining mark behind it is no "@".
        let parts = address.unicodeScalars.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(String(parts[0]).utf8.count) else { return nil }
        guard parts[0].allSatisfy(Self.isAllowed), Self.isDomain(parts[1]) else { return nil }
        description = address
    }

    private static func isDomain(_ domain: Substring.UnicodeScalarView) -> Bool {
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                (1...63).contains(String(label).utf8.count) && label.first != "-" && label.last != "-"
                    && label.first.map(isMark) == false
                    && label.allSatisfy(isDomainCharacter)
            }
    }

    /// Letters, digits and hyphens of ASCII, and whatever an internationalized domain may hold (RFC 6531 §3.3).
    private static func isDomainCharacter(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isASCII else { return isAllowed(scalar) }
        return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-"
    }

    /// A combining mark, which no label begins with (RFC 5891 §4.2.3.2).
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        [.nonspacingMark, .spacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: false
        default: !"<>()[],;:\\\"".unicodeScalars.contains(scalar)
        }
    }
}

extension String.UnicodeScalarView {
    fileprivate func trimmingASCIISpace() -> Substring.UnicodeScalarView {
        let isSpace: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
        var trimmed = self[...].drop(while: isSpace)
        while let last = trimmed.last, isSpace(last) { trimmed.removeLast() }
        return trimmed
    }
}
