import Contracts

/// A table as far as copying its rows needs it.
struct MovedTable: Sendable, Hashable {
    let schema: String
    let name: String
    /// Those that hold what was given; PostgreSQL computes the others.
    let columns: [String]
    /// The primary key's; empty when there is none.
    let key: [String]

    /// `workspace.person`, for people.
    var description: String { "\(schema).\(name)" }

    var quoted: String { "\(SQLIdentifier.quote(schema)).\(SQLIdentifier.quote(name))" }

    var quotedColumns: String { columns.map(SQLIdentifier.quote).joined(separator: ", ") }

    /// All tables of the database that hold rows, but for the server's own.
    static func all(on connection: any DatabaseConnection) async throws -> [MovedTable] {
        try await connection.query(
            """
            SELECT nspname::text AS schema, relname::text AS name,
                array_to_json(ARRAY(
                    SELECT attname FROM pg_attribute WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
                        AND attgenerated = '' ORDER BY attnum))::text AS columns,
                array_to_json(ARRAY(
                    SELECT attname FROM pg_index, unnest(indkey) WITH ORDINALITY AS part (number, place)
                    JOIN pg_attribute ON attnum = part.number WHERE indrelid = pg_class.oid AND attrelid = pg_class.oid AND indisprimary
                    ORDER BY place))::text AS key
            FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE relkind = 'r' AND relpersistence <> 't' AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
                AND NOT EXISTS (
                    SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
            ORDER BY 1, 2
            """
        ).map { row in
            MovedTable(
                schema: try row.decode("schema"), name: try row.decode("name"), columns: try names(row.decode("columns")),
                key: try names(row.decode("key")))
        }
    }

    private static func names(_ json: String) throws -> [String] {
        guard case .array(let values) = try JSONParser.parse(Array(json.utf8)) else {
            throw DatabaseError.decoding(column: "columns")
        }
        return values.compactMap { if case .string(let name) = $0 { name } else { nil } }
    }
}
