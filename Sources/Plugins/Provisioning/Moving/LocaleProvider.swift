import Contracts

/// Who decides how a database sorts and compares text (PostgreSQL, "Locale Providers").
enum LocaleProvider: Sendable, Equatable {
    /// The operating system, by collation and character type.
    case system
    /// The library ICU, by a locale such as `de-DE-x-icu`, and by rules of one's own from PostgreSQL 16 on.
    case icu(locale: String, rules: String?)
    /// PostgreSQL itself, from version 17 on.
    case builtin(locale: String)

    /// Of `pg_database`. What a version of PostgreSQL lacks, or calls by another name, is read by way of the row's JSON.
    static let columns: SQL = """
        datlocprovider::text AS locale_provider,
        coalesce(to_jsonb(pg_database)->>'datlocale', to_jsonb(pg_database)->>'daticulocale') AS locale,
        to_jsonb(pg_database)->>'daticurules' AS locale_rules
        """

    /// - Parameter row: with the columns above.
    /// - Throws: `MoveError.unsupported`.
    init(_ row: Row) throws {
        let locale: String? = try row.decode("locale")
        switch (try row.decode("locale_provider", as: String.self), locale) {
        case ("c", _): self = .system
        case ("i", let locale?): self = .icu(locale: locale, rules: try row.decode("locale_rules"))
        case ("b", let locale?): self = .builtin(locale: locale)
        default: throw MoveError.unsupported("locale provider")
        }
    }

    /// The part of `CREATE DATABASE`.
    var clause: String {
        switch self {
        case .system: "LOCALE_PROVIDER libc"
        case .icu(let locale, let rules):
            "LOCALE_PROVIDER icu ICU_LOCALE \(SQLIdentifier.literal(locale))"
                + (rules.map { " ICU_RULES \(SQLIdentifier.literal($0))" } ?? "")
        case .builtin(let locale): "LOCALE_PROVIDER builtin BUILTIN_LOCALE \(SQLIdentifier.literal(locale))"
        }
    }
}
