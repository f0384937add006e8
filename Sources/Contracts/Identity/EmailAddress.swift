/// An e-mail address in the form accounts are looked up by: trimmed, lower-cased, at most 254 bytes (RFC 5321 §4.5.3.1).
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// Nil unless `text` has one `@`, a local part of 1 to 64 bytes, and a domain with a dot, without spaces or controls.
    public init?(_ text: String) {
        let address = text.trimmingASCIISpace().lowercased()
        guard address.utf8.count <= 254 else { return nil }
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count) else { return nil }
        guard parts[0].unicodeScalars.allSatisfy(Self.isAllowed), Self.isDomain(parts[1]) else { return nil }
        description = address
    }

    private static func isDomain(_ domain: Substring) -> Bool {
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.unicodeScalars.allSatisfy(isDomainCharacter)
            }
    }

    /// Letters, digits and hyphens of ASCII, and whatever an internationalized domain may hold (RFC 6531 §3.3).
    private static func isDomainCharacter(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isASCII else { return isAllowed(scalar) }
        return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-"
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: false
        default: !"<>()[],;:\\\"".unicodeScalars.contains(scalar)
        }
    }
}

extension String {
    fileprivate func trimmingASCIISpace() -> String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
        return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }
}
