import Contracts

/// What a database is made with, beyond what a dump of it tells.
struct DatabaseTraits: Sendable {
    private let encoding: String
    private let collation: String
    private let characterType: String
    private let locale: LocaleProvider
    /// Names with the schemas that they are in.
    let extensions: [(name: String, schema: String)]
    /// `name=value`, as PostgreSQL keeps them for every session of the database.
    private let settings: [String]
    private let comment: String?
    /// Whether the tenant's role owns the schema `public`, as one that was cloned from a template does.
    let ownsPublic: Bool

    /// Of the database that `connection` is to.
    ///
    /// - Throws: `MoveError.unsupported` for one whose locale is of a provider that this program does not know.
    init(of placement: Placement, on connection: any DatabaseConnection) async throws {
        let rows = try await connection.query(
            """
            SELECT pg_encoding_to_char(encoding)::text AS encoding, datcollate::text AS collation, datctype::text AS ctype,
                \(LocaleProvider.columns), shobj_description(oid, 'pg_database') AS comment,
                coalesce((SELECT array_to_json(setconfig)::text FROM pg_db_role_setting
                    WHERE setdatabase = pg_database.oid AND setrole = 0), '[]') AS settings,
                EXISTS (SELECT FROM pg_namespace WHERE nspname = 'public'
                    AND nspowner = (SELECT oid FROM pg_roles WHERE rolname = \(placement.role))) AS owns_public
            FROM pg_database WHERE datname = current_database()
            """)
        guard let row = rows.first else { throw DatabaseError.decoding(column: "datname") }
        encoding = try row.decode("encoding")
        collation = try row.decode("collation")
        characterType = try row.decode("ctype")
        locale = try LocaleProvider(row)
        comment = try row.decode("comment")
        ownsPublic = try row.decode("owns_public")
        guard case .array(let values) = try JSONParser.parse(Array(row.decode("settings", as: String.self).utf8)) else {
            throw DatabaseError.decoding(column: "settings")
        }
        settings = values.compactMap { if case .string(let text) = $0 { text } else { nil } }
        extensions = try await connection.query(
            """
            SELECT extname::text, nspname::text FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
            WHERE extname <> 'plpgsql' ORDER BY pg_extension.oid
            """
        ).map { (try $0.decode(at: 0), try $0.decode(at: 1)) }
    }

    /// Makes the same database anew, empty, the administrator's own and as yet closed to everybody.
    func creation(of placement: Placement) -> String {
        """
        CREATE DATABASE \(SQLIdentifier.quote(placement.database)) TEMPLATE template0 ENCODING \(SQLIdentifier.literal(encoding)) LC_COLLATE \(SQLIdentifier.literal(collation))
        LC_CTYPE \(SQLIdentifier.literal(characterType)) \(locale.clause) ALLOW_CONNECTIONS false
        """
    }

    /// Gives it what every session of it finds. Run last: the comment is the mark of a database that was seeded.
    func completion(of placement: Placement) -> String {
        let database = SQLIdentifier.quote(placement.database)
        var statements = settings.compactMap { Self.assignment($0).map { "ALTER DATABASE \(database) SET \($0)" } }
        if let comment { statements.append("COMMENT ON DATABASE \(database) IS \(SQLIdentifier.literal(comment))") }
        return statements.joined(separator: ";\n")
    }

    /// PostgreSQL keeps the search path quoted as a list of names, and anything else as it is.
    private static func assignment(_ setting: String) -> String? {
        let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { return nil }
        let value = parts[0] == "search_path" ? parts[1] : SQLIdentifier.literal(parts[1])
        return "\(parts[0]) TO \(value)"
    }
}
