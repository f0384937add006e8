public import Contracts

/// A database for tests that must not touch one: every use of it fails with the error it was made with.
public struct UnreachableDatabase: Database {
    private let error: any Error

    public init(_ error: any Error = DatabaseError.connectionLost) { self.error = error }

    public func withConnection<Result: Sendable>(
        _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        throw error
    }
}
