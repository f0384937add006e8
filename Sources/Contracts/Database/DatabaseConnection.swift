/// One connection to one database, used by one task at a time. All calls are non-blocking: they suspend the task.
///
/// Every call ends with the request's deadline or cancellation: the running statement is then cancelled (`PQcancel`).
public protocol DatabaseConnection: AnyObject, Sendable {
    /// Runs one statement, prepared once a connection.
    ///
    /// - Throws: `DatabaseError`.
    func query(_ statement: SQL) async throws -> RowSet

    /// Runs statements that belong to one answer in one round trip (libpq pipeline mode), in one implicit transaction.
    func pipeline(_ statements: [SQL]) async throws -> [RowSet]

    /// Runs a script of several statements that binds nothing (simple query protocol); rows are not returned.
    func execute(script: String) async throws

    /// Sends `bytes` through `COPY … FROM STDIN`.
    ///
    /// - Returns: the number of rows copied.
    func copyIn(_ statement: SQL, from chunks: any AsyncSequence<[UInt8], any Error> & Sendable) async throws -> Int

    /// Runs `COPY … TO STDOUT` and hands every chunk to `consume`.
    func copyOut(_ statement: SQL, to consume: @Sendable ([UInt8]) async throws -> Void) async throws
}

extension DatabaseConnection {
    /// Runs `body` between `BEGIN` and `COMMIT`; `ROLLBACK` when it throws. Transactions do not nest.
    public func transaction<Result: Sendable>(
        _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        _ = try await query("BEGIN")
        do {
            let result = try await body(self)
            _ = try await query("COMMIT")
            return result
        } catch {
            // The connection may be what failed. Whatever ROLLBACK says, the first error is the one to report, and the
            // driver discards a connection that is given back inside a transaction.
            _ = try? await query("ROLLBACK")
            throw error
        }
    }
}

/// A database, reached through its pool: a connection is leased for `body` and given back after it.
public protocol Database: Sendable {
    /// - Throws: `PoolError` when no connection could be had, and whatever `body` throws.
    func withConnection<Result: Sendable>(
        _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result

    /// Runs one statement on a connection of its own.
    func query(_ statement: SQL) async throws -> RowSet

    /// Runs statements that belong to one answer, as `DatabaseConnection.pipeline` does, on a connection of their own.
    func pipeline(_ statements: [SQL]) async throws -> [RowSet]
}

extension Database {
    public func query(_ statement: SQL) async throws -> RowSet {
        try await withConnection { try await $0.query(statement) }
    }

    public func pipeline(_ statements: [SQL]) async throws -> [RowSet] {
        try await withConnection { try await $0.pipeline(statements) }
    }

    public func transaction<Result: Sendable>(
        _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        try await withConnection { try await $0.transaction(body) }
    }
}
