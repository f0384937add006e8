internal import Contracts

/// What the driver must know of a statement before its first use; read off its text once.
struct StatementTraits {
    /// Whether it comes again in all likelihood. Others, such as `CREATE ROLE … PASSWORD`, must not stay in the session.
    let isWorthPreparing: Bool
    /// Whether it may leave something behind in the session that the connection's next user would meet.
    let mayChangeSession: Bool

    init(_ text: String) {
        let word = text.drop { $0.isWhitespace || $0 == "(" }.prefix { $0.isLetter }.uppercased()
        let lowercase = text.lowercased()
        isWorthPreparing = Self.repeating.contains(word)
        // Only what is known to be harmless is taken for harmless.
        // A local setting ends with its transaction; what stands behind it in a script need not.
        let isLocal = lowercase.hasPrefix("set local ") && !lowercase.contains(";")
        let isHarmless = Self.harmless.contains(word) || isLocal
        mayChangeSession = !isHarmless || Self.suspicious.contains { lowercase.contains($0) }
    }

    private static let repeating: Set = [
        "SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "VALUES", "MERGE", "BEGIN", "COMMIT", "ROLLBACK",
    ]
    private static let harmless = repeating.union([
        "START", "END", "ABORT", "SAVEPOINT", "RELEASE", "TABLE", "EXPLAIN", "COPY", "NOTIFY", "CREATE", "ALTER", "DROP", "GRANT",
        "REVOKE", "COMMENT", "TRUNCATE", "ANALYZE", "VACUUM", "REINDEX",
    ])
    /// In lower case: session-wide settings, session-wide locks, temporary tables.
    private static let suspicious = ["set_config", "advisory_lock", "temp"]
}
