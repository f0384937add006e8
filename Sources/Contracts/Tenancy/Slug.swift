/// A tenant's name in host names: a DNS label (RFC 1123 §2.1) of 3 to 40 lower-case letters, digits and inner hyphens.
public struct Slug: Hashable, Sendable, CustomStringConvertible {
    public static let lengths = 3...40
    /// What who breaks the rule is told.
    public static let rule = "must be 3 to 40 lower-case letters, digits and inner hyphens"

    public let description: String

    /// Nil unless `text` is already a well-formed slug; making one of a name is provisioning's work.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard Self.lengths.contains(bytes.count), bytes.first != Self.hyphen, bytes.last != Self.hyphen else { return nil }
        guard bytes.allSatisfy({ Self.isLetterOrDigit($0) || $0 == Self.hyphen }) else { return nil }
        description = String(text)
    }

    private static let hyphen = UInt8(ascii: "-")

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
