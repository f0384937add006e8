internal import Contracts
internal import FoundationEssentials

/// The operator keys in the registry.
struct OperatorKeyStore: Sendable {
    /// - Returns: false when the name is taken.
    func insert(
        _ id: UUID, _ name: String, _ role: OperatorRole, hash: [UInt8], by actor: String, on connection: any DatabaseConnection
    ) async throws -> Bool {
        let rows = try await connection.query(
            """
            INSERT INTO operator_key (id, name, role, key_hash, created_by)
            VALUES (\(id), \(name), \(role.rawValue), \(hash), \(actor))
            ON CONFLICT (name) DO NOTHING
            """)
        return rows.affectedRows == 1
    }

    func list(on connection: any DatabaseConnection) async throws -> [OperatorKey] {
        try await connection.query("\(Self.columns) ORDER BY created_at, id").map(key)
    }

    func find(_ name: String, on connection: any DatabaseConnection) async throws -> OperatorKey? {
        try await connection.query("\(Self.columns) WHERE name = \(name)").first.map(key)
    }

    /// - Returns: false when the key was revoked before.
    func revoke(_ id: UUID, by actor: String, on connection: any DatabaseConnection) async throws -> Bool {
        let rows = try await connection.query(
            "UPDATE operator_key SET revoked_at = now(), revoked_by = \(actor) WHERE id = \(id) AND revoked_at IS NULL")
        return rows.affectedRows == 1
    }

    /// The keys that are valid, with what is needed to recognise them.
    func valid(in registry: any Database) async throws -> [ValidKey] {
        try await registry.query(
            "SELECT id, name, role, encode(key_hash, 'hex') AS hash FROM operator_key WHERE revoked_at IS NULL"
        )
        .map { row in
            ValidKey(
                principal: OperatorPrincipal(
                    keyID: try row.decode("id"), keyName: try row.decode("name"), role: try row.decode("role")),
                hexHash: Array(try row.decode("hash", as: String.self).utf8))
        }
    }

    /// - Returns: whether the key had rested for longer than `rest`, or was never used.
    func noteUse(of id: UUID, after rest: Duration, on connection: any DatabaseConnection) async throws -> Bool {
        let rows = try await connection.query(
            """
            WITH before AS (SELECT id, last_used_at FROM operator_key WHERE id = \(id) FOR UPDATE)
            UPDATE operator_key SET last_used_at = now() FROM before WHERE operator_key.id = before.id
            RETURNING coalesce(before.last_used_at < now() - make_interval(secs => \(Double(rest.components.seconds))), true)
            """)
        return try rows.first?.decode(at: 0) ?? false
    }

    private static let columns: SQL = """
        SELECT id, name, role, created_by, \(utc("created_at")) AS created_at, \(utc("last_used_at")) AS last_used_at,
            \(utc("revoked_at")) AS revoked_at
        FROM operator_key
        """

    private static func utc(_ column: StaticString) -> SQL {
        "to_char(\(identifier: column.description) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
    }

    private func key(_ row: Row) throws -> OperatorKey {
        OperatorKey(
            id: try row.decode("id"), name: try row.decode("name"), role: try row.decode("role"),
            createdAt: try row.decode("created_at"), createdBy: try row.decode("created_by"),
            lastUsedAt: try row.decode("last_used_at"), revokedAt: try row.decode("revoked_at"))
    }
}

/// A key that lets its holder in.
struct ValidKey: Sendable, Equatable {
    let principal: OperatorPrincipal
    /// The key's SHA-256 in lower-case hexadecimal.
    let hexHash: [UInt8]
}
