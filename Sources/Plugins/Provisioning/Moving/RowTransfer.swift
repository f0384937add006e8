import Contracts

/// Brings rows from one database to another as they are. Triggers of the target must not run meanwhile.
struct RowTransfer: Sendable {
    let source: any DatabaseConnection
    let target: any DatabaseConnection

    /// All rows of a table.
    func copy(_ table: MovedTable) async throws {
        try await stream(
            from: "COPY \(table.quoted) (\(table.quotedColumns)) TO STDOUT",
            to: "COPY \(table.quoted) (\(table.quotedColumns)) FROM STDIN")
    }

    /// Makes the target's rows of a table those of the source: takes away what is not there, or otherwise, and brings what is missing.
    ///
    /// - Returns: the source's digest, read on the way.
    func repair(_ table: MovedTable) async throws -> TableDigest? {
        guard !table.key.isEmpty else {
            try await target.execute(script: "DELETE FROM \(table.quoted)")
            try await copy(table)
            return try await TableDigest.read([table], on: source)[table]
        }
        try await bringDigests(of: table)
        try await bring(try await removeDifferences(in: table), of: table)
        return try await TableDigest(of: target.query("SELECT count(*), coalesce(sum(hash), 0)::text FROM pg_temp.moved_key"))
    }

    private func bring(_ missing: [String], of table: MovedTable) async throws {
        guard !missing.isEmpty else { return }
        let keys = missing.map(SQLIdentifier.literal).joined(separator: ", ")
        try await stream(
            from: """
                COPY (SELECT \(table.quotedColumns) FROM ONLY \(table.quoted) AS \(TableDigest.row) WHERE \(Self.key(of: table)) IN (\(keys)))
                TO STDOUT
                """,
            to: "COPY \(table.quoted) (\(table.quotedColumns)) FROM STDIN")
    }

    /// The source's keys and rows' hashes, in a table that goes with the target's transaction.
    private func bringDigests(of table: MovedTable) async throws {
        try await target.execute(
            script: """
                DROP TABLE IF EXISTS pg_temp.moved_key;
                CREATE TEMPORARY TABLE moved_key (key text NOT NULL, hash bigint NOT NULL) ON COMMIT DROP
                """)
        try await stream(
            from: """
                COPY (SELECT \(Self.key(of: table)), \(TableDigest.hash(of: table)) FROM ONLY \(table.quoted) AS \(TableDigest.row)) TO STDOUT
                """,
            to: "COPY pg_temp.moved_key FROM STDIN")
    }

    /// - Returns: the keys of rows that the target has not, or has no more.
    private func removeDifferences(in table: MovedTable) async throws -> [String] {
        let key = Self.key(of: table)
        try await target.execute(
            script: """
                ANALYZE pg_temp.moved_key;
                DELETE FROM \(table.quoted) AS \(TableDigest.row) WHERE NOT EXISTS (
                    SELECT FROM pg_temp.moved_key AS wanted WHERE wanted.key = \(key) AND wanted.hash = \(TableDigest.hash(of: table)))
                """)
        let missing = try await target.query(
            SQL(
                script: """
                    SELECT wanted.key FROM pg_temp.moved_key AS wanted
                    WHERE NOT EXISTS (SELECT FROM ONLY \(table.quoted) AS \(TableDigest.row) WHERE \(key) = wanted.key)
                    """))
        return try missing.map { try $0.decode(at: 0) }
    }

    /// The row's primary key as one text.
    private static func key(of table: MovedTable) -> String {
        "ROW(\(table.key.map { "\(TableDigest.row).\(SQLIdentifier.quote($0))" }.joined(separator: ", ")))::text"
    }

    private func stream(from reading: String, to writing: String) async throws {
        let pipe = ChunkPipe()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { [source] in
                do {
                    try await source.copyOut(SQL(script: reading)) { try await pipe.send($0) }
                    pipe.finish()
                } catch {
                    pipe.fail(error)
                    throw error
                }
            }
            tasks.addTask { [target] in
                do {
                    _ = try await target.copyIn(SQL(script: writing), from: pipe)
                } catch {
                    pipe.fail(error)
                    throw error
                }
            }
            try await tasks.waitForAll()
        }
    }
}
