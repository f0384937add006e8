import Contracts

/// How many rows a table has, and a sum over all that is in them that hardly any other rows have, in whatever order they lie.
struct TableDigest: Sendable, Equatable {
    let rows: Int64
    let sum: String

    /// What a row is called in the statements: no column's name.
    static let row = SQLIdentifier.quote("moved row")
    /// A row's part in the sum, as text has it that every server writes alike. What PostgreSQL computes of the other columns is left
    /// out: it follows from them, and takes longer to write than they do.
    static func hash(of table: MovedTable) -> String {
        let values = table.columns.map { "\(row).\(SQLIdentifier.quote($0))" }
        return "hashtextextended(ROW(\(values.joined(separator: ", ")))::text, 0)"
    }

    /// One pass over all tables, in one round trip.
    static func read(
        _ tables: [MovedTable], on connection: any DatabaseConnection
    ) async throws -> [MovedTable: TableDigest] {
        guard !tables.isEmpty else { return [:] }
        let results = try await connection.pipeline(
            tables.map { SQL(script: "SELECT count(*), coalesce(sum(\(hash(of: $0))), 0)::text FROM ONLY \($0.quoted) AS \(row)") })
        var digests: [MovedTable: TableDigest] = [:]
        for (table, rows) in zip(tables, results) { digests[table] = try TableDigest(of: rows) }
        return digests
    }

    /// - Parameter row: a count and a sum.
    init(of row: RowSet) throws {
        guard let row = row.first else { throw DatabaseError.decoding(column: "count") }
        (rows, sum) = (try row.decode(at: 0), try row.decode(at: 1))
    }
}
