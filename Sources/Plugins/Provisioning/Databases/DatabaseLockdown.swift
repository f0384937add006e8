import Contracts
import Logging

/// Takes from PUBLIC the right to connect to databases that no tenant's role has any business in: PostgreSQL gives it by default.
struct DatabaseLockdown: Sendable {
    private static let advisoryLock: Int64 = 0x746D_7076_6C6F_636B

    let logger: Logger

    /// Locks the database that `connection` is to, and keeps the role of `connection` in.
    func lockCurrent(on connection: any DatabaseConnection) async throws {
        let rows = try await connection.query("SELECT current_database()")
        guard let name: String = try rows.first?.decode(at: 0) else { return }
        try await lock([name], on: connection)
    }

    /// Locks those of `databases` that the server has and that are open to all. One that the role of `connection` may not lock is
    /// reported: its owner has to.
    func lock(_ databases: [String], on connection: any DatabaseConnection) async throws {
        for database in databases {
            do {
                try await connection.transaction { try await lock(database, within: $0) }
            } catch DatabaseError.server(let diagnostic) {
                logger.warning(
                    "A database stays open to every role of its server: its owner must revoke CONNECT from PUBLIC.",
                    metadata: ["database": "\(database)", "sqlstate": "\(diagnostic.sqlState.rawValue)"])
            }
        }
    }

    private func lock(_ name: String, within transaction: any DatabaseConnection) async throws {
        // Hosts that start together would get in each other's way at the same catalog row.
        _ = try await transaction.query("SELECT pg_advisory_xact_lock(\(Self.advisoryLock))")
        let open = try await transaction.query(
            "SELECT FROM pg_database WHERE datname = \(name) AND has_database_privilege('public', oid, 'CONNECT')")
        guard !open.isEmpty else { return }
        let database = SQLIdentifier.quote(name)
        try await transaction.execute(
            script: """
                GRANT CONNECT ON DATABASE \(database) TO CURRENT_USER;
                REVOKE CONNECT, TEMPORARY ON DATABASE \(database) FROM PUBLIC
                """)
    }
}
