import Contracts
import Synchronization
import TestSupport

/// A registry one of whose commits succeeds without anybody hearing of it: its connection breaks just then.
final class ForgetfulRegistry: Database {
    private let registry: DirectDatabase
    private let left: Atomic<Int>

    /// - Parameter commit: which one, from 1.
    init(_ registry: DirectDatabase, commit: Int) {
        self.registry = registry
        left = Atomic(commit)
    }

    func withConnection<Result: Sendable>(
        _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        try await registry.withConnection { connection in
            try await body(ForgetfulConnection(connection) { self.left.wrappingSubtract(1, ordering: .relaxed).newValue == 0 })
        }
    }
}

private final class ForgetfulConnection: DatabaseConnection {
    private let connection: any DatabaseConnection
    private let breaks: @Sendable () -> Bool

    init(_ connection: any DatabaseConnection, breaks: @escaping @Sendable () -> Bool) {
        self.connection = connection
        self.breaks = breaks
    }

    func query(_ statement: SQL) async throws -> RowSet {
        let rows = try await connection.query(statement)
        if statement.text == "COMMIT", breaks() { throw DatabaseError.connectionLost }
        return rows
    }

    func pipeline(_ statements: [SQL]) async throws -> [RowSet] { try await connection.pipeline(statements) }

    func execute(script: String) async throws { try await connection.execute(script: script) }

    func copyIn(_ statement: SQL, from chunks: any AsyncSequence<[UInt8], any Error> & Sendable) async throws -> Int {
        try await connection.copyIn(statement, from: chunks)
    }

    func copyOut(_ statement: SQL, to consume: @Sendable ([UInt8]) async throws -> Void) async throws {
        try await connection.copyOut(statement, to: consume)
    }
}
