import Contracts

extension Database {
    /// Runs `body` on the database as it is at one moment, and changes nothing.
    func snapshot<Result: Sendable>(
        _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        try await transaction { connection in
            _ = try await connection.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return try await body(connection)
        }
    }
}
