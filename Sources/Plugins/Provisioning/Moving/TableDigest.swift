import Contracts

/// How many rows a table has, and a sum over all that is in them that hardly any other rows have, in whatever order they lie.
struct TableDigest: Sendable, Equatable {
    let rows: Int64
    let sum: String

    /// What a row is called in the statements: no column's name.
    static let row = SQLIdentifier.quote("moved row")
    /// A row's part in the sum, as text has it that every server writes alike.
    static let hash = "hashtextextended((\(row).*)::text, 0)"

    /// One pass over all tables, in one round trip.
    static func read(
        _ tables: [MovedTable], on connection: any DatabaseConnection
    ) async throws -> [MovedTable: TableDigest] {
        guard !tables.isEmpty else { return [:] }
        let results = try await connection.pipeline(
            tables.map { SQL(script: "SELECT count(*), coalesce(sum(\(hash)), 0)::text FROM ONLY \($0.quoted) AS \(row)") })
        var digests: [MovedTable: TableDigest] = [:]
        for (table, rows) in zip(tables, results) {
            guard let first = rows.first else { throw DatabaseError.decoding(column: "count") }
            digests[table] = TableDigest(rows: try first.decode(at: 0), sum: try first.decode(at: 1))
        }
        return digests
    }
}
