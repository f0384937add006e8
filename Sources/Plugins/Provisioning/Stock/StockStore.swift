import Contracts

/// The stock in the registry: all SQL on its table.
struct StockStore: Sendable {
    /// How many are given up to one host at a time.
    private static let clearance = 20

    let cryptography: any Cryptography

    /// Enters a database that is about to be made, so that it has an owner from the first moment on. Whoever takes the server out of use
    /// waits until it is entered.
    ///
    /// - Returns: false when the server is not open for new tenants.
    func enter(_ database: StockDatabase, _ schema: TenantSchema, on connection: any DatabaseConnection) async throws -> Bool {
        let sealed = try cryptography.seal(Array(database.password.secret.reveal().utf8), context: Self.context(of: database.id))
        let placement = database.placement
        return try await connection.query(
            """
            INSERT INTO stock_database (id, server, database_name, role_name, sealed_password, fingerprint)
            SELECT \(database.id)::uuid, name, \(placement.database)::text, \(placement.role)::text, \(sealed)::bytea,
                \(schema.fingerprint)::text
            FROM database_server WHERE name = \(placement.server) AND state = 'open' FOR SHARE
            """
        ).affectedRows == 1
    }

    /// - Returns: false when somebody has given it up meanwhile.
    func markReady(_ id: TenantID, on connection: any DatabaseConnection) async throws -> Bool {
        try await connection.query(
            "UPDATE stock_database SET state = 'ready', kept_at = now() WHERE id = \(id) AND state = 'making'"
        ).affectedRows == 1
    }

    /// Takes the oldest that is ready, within the caller's transaction: it is the caller's when that commits, and back when not.
    /// Of callers at the same time none gets another's, nor waits for one.
    func claim(
        on server: String, _ schema: TenantSchema, within connection: any DatabaseConnection
    ) async throws -> StockDatabase? {
        let claimed = try await connection.query(
            """
            DELETE FROM stock_database WHERE id = (
                SELECT id FROM stock_database
                WHERE server = \(server) AND fingerprint = \(schema.fingerprint) AND state = 'ready'
                ORDER BY made_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, server, database_name, role_name, sealed_password
            """)
        guard let row = claimed.first else { return nil }
        let id: TenantID = try row.decode("id")
        let password = try cryptography.open(row.decode("sealed_password"), context: Self.context(of: id))
        return StockDatabase(
            id: id, placement: try Self.placement(from: row),
            password: RolePassword(secret: Secret(String(decoding: password, as: UTF8.self)), cryptography: cryptography))
    }

    func countReady(on server: String, _ schema: TenantSchema, within connection: any DatabaseConnection) async throws -> Int {
        let counted = try await connection.query(
            """
            SELECT count(*) FROM stock_database
            WHERE server = \(server) AND fingerprint = \(schema.fingerprint) AND state = 'ready'
            """)
        guard let row = counted.first else { throw DatabaseError.decoding(column: "count") }
        return try row.decode(at: 0)
    }

    /// Notes that a host sees to these. Who claims one just now is not waited for, nor made to wait.
    func keep(on server: String, _ schema: TenantSchema, within connection: any DatabaseConnection) async throws {
        _ = try await connection.query(
            """
            UPDATE stock_database SET kept_at = now() WHERE id IN (
                SELECT id FROM stock_database
                WHERE server = \(server) AND fingerprint = \(schema.fingerprint) AND state = 'ready' FOR UPDATE SKIP LOCKED)
            """)
    }

    /// Gives up what nobody has seen to for longer than `age`: what a killed host was making, what hosts of a version that is gone
    /// have left. Whoever asks next does not get the same before that time has passed again.
    func giveUpForgotten(
        after age: Duration, on connection: any DatabaseConnection
    ) async throws -> [(id: TenantID, placement: Placement)] {
        try await connection.query(
            """
            UPDATE stock_database SET state = 'dropping', kept_at = now() WHERE id IN (
                SELECT id FROM stock_database
                WHERE kept_at < now() - make_interval(secs => \(Double(age.components.seconds)))
                ORDER BY kept_at LIMIT \(Self.clearance)::bigint FOR UPDATE SKIP LOCKED)
            RETURNING id, server, database_name, role_name
            """
        ).map { (try $0.decode("id"), try Self.placement(from: $0)) }
    }

    /// Gives up what lies on a server that takes no new tenants, but for what was given up a moment ago and is being removed.
    ///
    /// - Parameter server: nil is every such server.
    func giveUpUseless(
        of server: String? = nil, on connection: any DatabaseConnection
    ) async throws -> [(id: TenantID, placement: Placement)] {
        try await connection.query(
            """
            UPDATE stock_database SET state = 'dropping', kept_at = now() WHERE id IN (
                SELECT id FROM stock_database
                WHERE server = coalesce(\(server)::text, server)
                    AND NOT EXISTS (SELECT FROM database_server WHERE name = server AND state = 'open')
                    AND (state <> 'dropping' OR \(server)::text IS NOT NULL OR kept_at < now() - interval '2 minutes')
                ORDER BY kept_at FOR UPDATE)
            RETURNING id, server, database_name, role_name
            """
        ).map { (try $0.decode("id"), try Self.placement(from: $0)) }
    }

    /// How many are ready on each server that has some, whatever made them.
    func countReady(on connection: any DatabaseConnection) async throws -> [String: Int] {
        let rows = try await connection.query("SELECT server, count(*) FROM stock_database WHERE state = 'ready' GROUP BY server")
        return Dictionary(
            try rows.map { (try $0.decode(at: 0, as: String.self), try $0.decode(at: 1, as: Int.self)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Gives up one, unless a tenant has taken it.
    ///
    /// - Returns: whether it is given up.
    func giveUp(_ id: TenantID, on connection: any DatabaseConnection) async throws -> Bool {
        try await connection.query(
            "UPDATE stock_database SET state = 'dropping', kept_at = now() WHERE id = \(id)"
        ).affectedRows == 1
    }

    /// Takes out the row of one that was given up, once its database and role are gone.
    func discard(_ id: TenantID, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query("DELETE FROM stock_database WHERE id = \(id) AND state = 'dropping'")
    }

    private static func placement(from row: Row) throws -> Placement {
        Placement(
            server: try row.decode("server"), database: try row.decode("database_name"), role: try row.decode("role_name"))
    }

    private static func context(of id: TenantID) -> String { "stock-database-role:\(id)" }
}
