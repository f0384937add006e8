import Contracts
import TestSupport
import Testing

extension TestStack {
    /// Runs `body` while nobody else can read or write the people of the tenant: whatever asks for them waits.
    func withLockedPeople<Result: Sendable>(
        in database: String, _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withSuperuser(database: database) { session in
            let tables = try await session.query(
                "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE tablename = 'person'")
            let table = try #require(tables.first?.text(0))
            // The lock ends with the session.
            try await session.execute(script: "BEGIN; LOCK TABLE \(table) IN ACCESS EXCLUSIVE MODE")
            return try await body()
        }
    }

    /// How many sessions of the database wait for a lock.
    func waiting(in database: String) async throws -> Int { try await withSuperuser { try await Self.waiting(in: database, $0) } }

    /// The same, on a session that is there already.
    static func waiting(in database: String, _ session: any DatabaseConnection) async throws -> Int {
        try await session.query(
            "SELECT FROM pg_stat_activity WHERE datname = \(database) AND state = 'active' AND wait_event_type = 'Lock'"
        ).count
    }
}
