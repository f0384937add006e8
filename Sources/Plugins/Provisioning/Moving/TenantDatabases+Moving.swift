import Contracts

extension TenantDatabases {
    /// Makes sure that the names are of two servers, not two names of one: a lock that is taken on the one is free on the other.
    ///
    /// - Throws: `MoveError.sameServer`, and what the servers say.
    func requireApart(_ one: String, _ other: String) async throws {
        let lock = Int64.random(in: .min ... .max)
        try await administer(one) { first in
            _ = try await first.query("SELECT pg_advisory_lock(\(lock))")
            try await administer(other) { second in
                let free = try await second.query("SELECT pg_try_advisory_lock(\(lock))")
                guard try free.first?.decode(at: 0, as: Bool.self) == true else { throw MoveError.sameServer }
            }
        }
    }

    /// Lends a session to each of the two databases of a move, which acts as the tenant's role.
    func withTwins<Result: Sendable>(
        _ payload: MovePayload, _ body: @Sendable (DatabaseTwins) async throws -> Result
    ) async throws -> Result {
        let (source, target) = (payload.source, payload.target)
        return try await administration.withConnection(server: source.server, database: source.database) { ours in
            try await DatabaseTwins.prepare(ours, as: source.role)
            return try await administration.withConnection(server: target.server, database: target.database) { theirs in
                try await DatabaseTwins.prepare(theirs, as: target.role)
                return try await body(DatabaseTwins(source: ours, target: theirs))
            }
        }
    }
}
