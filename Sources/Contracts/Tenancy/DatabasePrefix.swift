/// The rule for what the names of tenants' databases and roles begin with (`TENANT_DB_PREFIX`).
public enum DatabasePrefix {
    /// Leaves room for a tenant's id within PostgreSQL's 63 bytes.
    public static let maxLength = 30

    /// What who breaks it is told.
    public static let rule =
        "must begin with a lower-case letter and be at most \(maxLength) lower-case letters, digits and underscores, without pg_ in front"

    public static func isUsable(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first), text.utf8.count <= maxLength else { return false }
        // PostgreSQL keeps `pg_` for its own roles.
        return text.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") } && !text.hasPrefix("pg_")
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
