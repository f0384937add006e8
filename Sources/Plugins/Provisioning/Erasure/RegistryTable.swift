import Contracts

/// A table of the registry as its catalogue describes it, with the columns in which a tenant or an account can be named.
struct RegistryTable: Sendable {
    enum Kind: String, Sendable {
        case uuid, text
        /// JSON, arrays and whatever else holds text within.
        case composite
    }

    let schema: String
    let name: String
    private(set) var columns: [(name: String, kind: Kind)] = []
    /// The column that says which tenant a row belongs to: one that refers to `tenant`, or is named as if it did.
    private(set) var owner: String?

    /// Every table there is, those included that a later version or a plugin adds.
    static func all(on connection: any DatabaseConnection) async throws -> [RegistryTable] {
        let rows = try await connection.query(
            """
            SELECT n.nspname AS schema, c.relname AS name, a.attname AS column,
                CASE WHEN t.typname = 'uuid' THEN 'uuid' WHEN t.typcategory = 'S' THEN 'text' ELSE 'composite' END AS kind,
                t.typname = 'uuid' AND (a.attname IN ('tenant', 'tenant_id') OR EXISTS (
                    SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid = c.oid AND k.conkey = ARRAY[a.attnum]
                        AND k.confrelid = to_regclass('tenant'))) AS is_owner
            FROM pg_class c
                JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                JOIN pg_type d ON d.oid = a.atttypid
                JOIN pg_type t ON t.oid = CASE WHEN d.typtype = 'd' THEN d.typbasetype ELSE d.oid END
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname <> 'information_schema'
                AND NOT starts_with(n.nspname, 'pg_')
                AND (t.typname IN ('uuid', 'json', 'jsonb', 'xml', 'hstore') OR t.typcategory IN ('S', 'A'))
            ORDER BY n.nspname, c.relname, a.attnum
            """)
        var tables: [RegistryTable] = []
        for index in 0..<rows.count {
            let row = rows[index]
            let (schema, name): (String, String) = (try row.decode("schema"), try row.decode("name"))
            if tables.last.map({ $0.schema == schema && $0.name == name }) != true {
                tables.append(RegistryTable(schema: schema, name: name))
            }
            try tables[tables.count - 1].take(row)
        }
        return tables
    }

    /// Counts the rows in which the subject is named, those of other tenants left out.
    func count(of subject: ErasureSubject) -> SQL {
        var named: SQL = "FALSE"
        for column in columns { named = "\(named) OR \(Self.condition(column.name, column.kind, subject))" }
        var condition: SQL = "(\(named))"
        if let owner { condition = "\(condition) AND (\(identifier: owner) IS NULL OR \(identifier: owner) = \(subject.tenant))" }
        return "SELECT count(*) FROM \(identifier: schema).\(identifier: name) WHERE \(condition)"
    }

    private init(schema: String, name: String) {
        self.schema = schema
        self.name = name
    }

    private mutating func take(_ row: Row) throws {
        guard let kind = Kind(rawValue: try row.decode("kind")) else { throw DatabaseError.decoding(column: "kind") }
        let column: String = try row.decode("column")
        columns.append((column, kind))
        if try row.decode("is_owner") { owner = owner ?? column }
    }

    /// An address is looked for as a whole where a column is text, and anywhere within a composite. That keeps the table of all
    /// accounts quick to look through, and misses no column that is meant for an address.
    private static func condition(_ column: String, _ kind: Kind, _ subject: ErasureSubject) -> SQL {
        switch kind {
        case .uuid: return "\(identifier: column) = ANY (\(SQLValue.textArray(subject.identities))::uuid[])"
        case .text:
            let whole = subject.accounts.flatMap { [$0.id.canonical, $0.email] }
            return """
                lower(\(identifier: column)) = ANY (\(SQLValue.textArray(whole))::text[])
                    OR EXISTS (SELECT FROM unnest(\(SQLValue.textArray(subject.tenantTerms))::text[]) AS term
                        WHERE strpos(lower(\(identifier: column)), term) > 0)
                """
        case .composite:
            return """
                EXISTS (SELECT FROM unnest(\(SQLValue.textArray(subject.terms))::text[]) AS term
                    WHERE strpos(lower(\(identifier: column)::text), term) > 0)
                """
        }
    }
}
