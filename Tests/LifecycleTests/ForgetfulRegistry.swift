import Contracts
import Synchronization
import TestSupport

/// A registry whose connection breaks at one of its commits.
final class ForgetfulRegistry: Database {
    /// What is lost: the commit, or only the answer to it.
    enum Loss: Sendable {
        case commit, answer
    }

    private let registry: DirectDatabase
    private let loss: Loss
    private let left: Atomic<Int>

    /// - Parameter commit: which one, from 1.
    init(_ registry: DirectDatabase, loss: Loss, commit: Int = 1) {
        self.registry = registry
        self.loss = loss
        left = Atomic(commit)
    }

    func withConnection<Result: Sendable>(
        _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        try await registry.withConnection { connection in
            try await body(
                ForgetfulConnection(connection, loss: self.loss) {
                    self.left.wrappingSubtract(1, ordering: .relaxed).newValue == 0
                })
        }
    }
}

private final class ForgetfulConnection: DatabaseConnection {
    private let connection: any DatabaseConnection
    private let loss: ForgetfulRegistry.Loss
    private let breaks: @Sendable () -> Bool

    init(_ connection: any DatabaseConnection, loss: ForgetfulRegistry.Loss, breaks: @escaping @Sendable () -> Bool) {
        self.connection = connection
        self.loss = loss
        self.breaks = breaks
    }

    func query(_ statement: SQL) async throws -> RowSet {
        guard statement.text == "COMMIT", breaks() else { return try await connection.query(statement) }
        _ = try await connection.query(loss == .commit ? "ROLLBACK" : "COMMIT")
        throw DatabaseError.connectionLost
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
