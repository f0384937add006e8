import Contracts
import Logging

/// Takes from PUBLIC the right to connect to databases that no tenant's role has any business in: PostgreSQL gives it by default.
struct DatabaseLockdown: Sendable {
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
        let open = try await connection.query(
            """
            SELECT datname FROM pg_database
            WHERE datname = ANY (\(SQLValue.textArray(databases))::text[]) AND has_database_privilege('public', oid, 'CONNECT')
            """)
        for name in try open.map({ try $0.decode(at: 0, as: String.self) }) {
            let database = SQLIdentifier.quote(name)
            do {
                try await connection.execute(
                    script: """
                        GRANT CONNECT ON DATABASE \(database) TO CURRENT_USER;
                        REVOKE CONNECT, TEMPORARY ON DATABASE \(database) FROM PUBLIC
                        """)
            } catch DatabaseError.server(let diagnostic) {
                logger.warning(
                    "A database stays open to every role of its server: its owner must revoke CONNECT from PUBLIC.",
                    metadata: ["database": "\(name)", "sqlstate": "\(diagnostic.sqlState.rawValue)"])
            }
        }
    }
}
