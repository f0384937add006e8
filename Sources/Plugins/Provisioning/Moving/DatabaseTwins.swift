import Contracts

/// A tenant's database and its copy, each over a session that acts as the tenant's role.
struct DatabaseTwins: Sendable {
    let source: any DatabaseConnection
    let target: any DatabaseConnection

    private var transfer: RowTransfer { RowTransfer(source: source, target: target) }

    /// Has a session act as the tenant's role, write all values alike, and wait for no lock for long.
    static func prepare(_ connection: any DatabaseConnection, as role: String) async throws {
        try await connection.execute(
            script: """
                SET ROLE \(SQLIdentifier.quote(role));
                SET search_path = ''; SET timezone = 'UTC'; SET datestyle = 'ISO'; SET intervalstyle = 'postgres';
                SET bytea_output = 'hex'; SET extra_float_digits = 1; SET lc_monetary = 'C'; SET xmloption = 'content';
                SET statement_timeout = 0; SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = 0
                """)
    }

    /// Copies all rows, as they were at one moment. The target has the tables alone, with nothing in them.
    ///
    /// - Parameter done: told after each table how many are through, of how many.
    func fill(_ done: @Sendable (Int, Int) async throws -> Void) async throws {
        try await source.snapshot { source in
            let tables = try await MovedTable.all(on: source)
            for (index, table) in tables.enumerated() {
                try await transfer.copy(table)
                try await done(index + 1, tables.count)
            }
            try await SequenceState.set(SequenceState.all(on: source), on: target)
        }
    }

    /// - Throws: `MoveError.layoutDiffers`.
    func requireSameLayout() async throws {
        async let ours = Self.layout(over: source)
        async let theirs = Self.layout(over: target)
        guard try await ours == theirs else { throw MoveError.layoutDiffers }
    }

    /// Makes the target's rows and sequences those of the source, touching no table that is the same already; and looks whether all
    /// of them are the same then. Whoever writes to the source meanwhile is left for the next time.
    ///
    /// - Parameter written: tables that are in use, and so not compared as a whole before they are row by row.
    /// - Returns: the tables that were not the same.
    /// - Throws: `MoveError.contentDiffers` when they are not the same afterwards, because somebody changes the target.
    func synchronise(written: [MovedTable] = []) async throws -> [MovedTable] {
        try await source.snapshot { source in
            let tables = try await MovedTable.all(on: source)
            let (hot, cold) = (tables.filter(written.contains), tables.filter { !written.contains($0) })
            async let ours = TableDigest.read(cold, on: source)
            async let theirs = TableDigest.read(cold, on: target)
            let stale = try await hot + theirs.differences(from: ours)
            let wanted = try await repair(stale)
            let left = try await TableDigest.read(stale, on: target).differences(from: wanted)
            if let table = left.first { throw MoveError.contentDiffers(table: table.description) }
            try await synchroniseSequences()
            return stale
        }
    }

    private func synchroniseSequences() async throws {
        let wanted = try await SequenceState.all(on: source)
        let found = try await SequenceState.all(on: target)
        try await SequenceState.set(wanted.filter { found[$0.key] != $0.value }, on: target)
        guard try await wanted == SequenceState.all(on: target) else { throw MoveError.contentDiffers(table: "sequences") }
    }

    /// - Returns: the source's digests.
    private func repair(_ tables: [MovedTable]) async throws -> [MovedTable: TableDigest] {
        guard !tables.isEmpty else { return [:] }
        return try await target.transaction { target in
            let guards = try await TableGuards(of: tables, on: target)
            try await guards.lift(on: target)
            var digests: [MovedTable: TableDigest] = [:]
            for table in tables { digests[table] = try await transfer.repair(table) }
            try await guards.restore(on: target)
            return digests
        }
    }

    private static func layout(over connection: any DatabaseConnection) async throws -> [SchemaPart: String] {
        try await SchemaReader(variations: []).read(nil, on: connection).parts
    }
}

extension [MovedTable: TableDigest] {
    /// The tables whose digests are others than those that are wanted.
    fileprivate func differences(from wanted: Self) -> [MovedTable] {
        wanted.filter { self[$0.key] != $0.value }.keys.sorted { $0.description < $1.description }
    }
}

extension DatabaseConnection {
    /// Runs `body` in a transaction that sees the database as it is at its first statement, whatever others write.
    fileprivate func snapshot<Result: Sendable>(
        _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        try await transaction { connection in
            try await connection.execute(script: "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return try await body(connection)
        }
    }
}
