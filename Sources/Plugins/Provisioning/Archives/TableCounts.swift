import Contracts

/// How many rows each table of a tenant's database has.
struct TableCounts: Sendable {
    /// The tables whose rows are ours: what extensions brought is not.
    private static let tables: SQL = """
        SELECT n.nspname::text AS schema, c.relname::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname <> 'information_schema' AND NOT starts_with(n.nspname, 'pg_')
            AND NOT EXISTS (
                SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
        ORDER BY 1, 2
        """

    /// By `schema.table`, as the connection's transaction sees it.
    static func read(on connection: any DatabaseConnection) async throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for (schema, name) in try await connection.query(tables).map({
            (try $0.decode("schema", as: String.self), try $0.decode("name", as: String.self))
        }) {
            let rows = try await connection.query("SELECT count(*) FROM \(identifier: schema).\(identifier: name)")
            guard let row = rows.first else { throw DatabaseError.decoding(column: "count") }
            counts["\(schema).\(name)"] = try row.decode(at: 0, as: Int.self)
        }
        return counts
    }
}
