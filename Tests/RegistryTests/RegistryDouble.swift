import Contracts
import Synchronization

/// A registry that answers every query by a closure.
final class RegistryDouble: Database, DatabaseConnection {
    private let answer: @Sendable (SQL) async throws -> RowSet
    private let asked = Atomic<Int>(0)

    init(_ answer: @escaping @Sendable (SQL) async throws -> RowSet) { self.answer = answer }

    var queryCount: Int { asked.load(ordering: .relaxed) }

    func withConnection<Result: Sendable>(
        _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result { try await body(self) }

    func query(_ statement: SQL) async throws -> RowSet {
        asked.wrappingAdd(1, ordering: .relaxed)
        return try await answer(statement)
    }

    func pipeline(_ statements: [SQL]) async throws -> [RowSet] {
        var sets: [RowSet] = []
        for statement in statements { sets.append(try await query(statement)) }
        return sets
    }

    func execute(script: String) async throws { _ = try await query(SQL(script: script)) }

    func copyIn(_ statement: SQL, from chunks: any AsyncSequence<[UInt8], any Error> & Sendable) async throws -> Int { 0 }
    func copyOut(_ statement: SQL, to consume: @Sendable ([UInt8]) async throws -> Void) async throws {}
}
