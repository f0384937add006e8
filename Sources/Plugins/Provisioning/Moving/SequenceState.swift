import Contracts

/// Where a sequence stands.
struct SequenceState: Sendable, Equatable {
    let last: Int64
    let isCalled: Bool

    /// By the sequences' quoted names.
    static func all(on connection: any DatabaseConnection) async throws -> [String: SequenceState] {
        let names: [String] = try await connection.query(
            """
            SELECT format('%I.%I', nspname, relname) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE relkind = 'S' AND nspname NOT LIKE 'pg\\_%'
            """
        ).map { try $0.decode(at: 0) }
        guard !names.isEmpty else { return [:] }
        let results = try await connection.pipeline(names.map { SQL(script: "SELECT last_value, is_called FROM \($0)") })
        var states: [String: SequenceState] = [:]
        for (name, rows) in zip(names, results) {
            guard let row = rows.first else { throw DatabaseError.decoding(column: "last_value") }
            states[name] = SequenceState(last: try row.decode(at: 0), isCalled: try row.decode(at: 1))
        }
        return states
    }

    /// Brings sequences to where they stand elsewhere.
    static func set(_ states: [String: SequenceState], on connection: any DatabaseConnection) async throws {
        guard !states.isEmpty else { return }
        _ = try await connection.pipeline(
            states.map { name, state in "SELECT setval((\(name)::text)::regclass, \(state.last), \(state.isCalled)::bool)" })
    }
}
