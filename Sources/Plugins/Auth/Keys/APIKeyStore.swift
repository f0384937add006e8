internal import Contracts
internal import FoundationEssentials

/// The API keys in the registry. Times are the registry's own.
struct APIKeyStore: Sendable {
    private static let columns: SQL = """
        id, name, role, custom_role, created_by,
        to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS created_at,
        to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS expires_at,
        to_char(revoked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS revoked_at,
        to_char(last_used_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS last_used_at
        """

    let registry: any Database

    /// A page of the tenant's keys in the order of their identities, after the key `after`.
    func list(_ tenant: TenantID, after: UUID?, limit: Int) async throws -> [APIKey] {
        var position: SQL = ""
        if let after { position = " AND id > \(after)" }
        let rows = try await registry.query(
            "SELECT \(Self.columns) FROM api_key WHERE tenant = \(tenant)\(position) ORDER BY id LIMIT \(limit)::bigint")
        return try rows.map(APIKey.init)
    }

    func find(_ id: UUID, of tenant: TenantID) async throws -> APIKey? {
        let rows = try await registry.query("SELECT \(Self.columns) FROM api_key WHERE tenant = \(tenant) AND id = \(id)")
        return try rows.first.map(APIKey.init)
    }

    /// What the key may do just now, for the directory of keys.
    func state(of id: UUID) async throws -> APIKeyState {
        let rows = try await registry.query(
            """
            SELECT name, tenant, role, custom_role, revoked_at IS NOT NULL AS is_revoked, expires_at <= now() AS is_expired
            FROM api_key WHERE id = \(id)
            """)
        guard let row = rows.first, try !row.decode("is_revoked") else { return .revoked }
        guard try !row.decode("is_expired") else { return .expired }
        return .usable(
            APIKeyPrincipal(
                keyID: id, name: try row.decode("name"), tenantID: try row.decode("tenant"), role: try row.decode("role"),
                customRoleID: try row.decode("custom_role")))
    }

    func noteUse(of id: UUID) async throws {
        _ = try await registry.query("UPDATE api_key SET last_used_at = now() WHERE id = \(id)")
    }

    /// How many keys of the tenant may be used.
    func count(_ tenant: TenantID, on connection: any DatabaseConnection) async throws -> Int {
        let rows = try await connection.query(
            "SELECT count(*) FROM api_key WHERE tenant = \(tenant) AND revoked_at IS NULL AND expires_at > now()")
        return try rows.first?.decode(at: 0) ?? 0
    }

    func add(_ order: NewAPIKey, id: UUID, by account: UUID, of tenant: TenantID, on connection: any DatabaseConnection)
        async throws
        -> APIKey
    {
        let rows = try await connection.query(
            """
            INSERT INTO api_key (id, tenant, name, role, custom_role, created_by, expires_at)
            VALUES (\(id), \(tenant), \(order.name), \(order.role.rawValue), \(order.customRole), \(account),
                to_timestamp(\(order.expiresAt)::bigint))
            RETURNING \(Self.columns)
            """)
        guard let row = rows.first else { throw DatabaseError.decoding(column: "id") }
        return try APIKey(row: row)
    }

    /// The key's role, locked until the transaction ends; nil when there is no such key or it has been revoked.
    func lockRole(of id: UUID, in tenant: TenantID, on connection: any DatabaseConnection) async throws -> TenantRole? {
        let rows = try await connection.query(
            "SELECT role FROM api_key WHERE id = \(id) AND tenant = \(tenant) AND revoked_at IS NULL FOR UPDATE")
        return try rows.first?.decode(at: 0)
    }

    func change(_ id: UUID, _ change: APIKeyChange, on connection: any DatabaseConnection) async throws -> APIKey {
        let rows = try await connection.query(
            """
            UPDATE api_key SET name = coalesce(\(change.name)::text, name), role = coalesce(\(change.role?.rawValue)::text, role),
                custom_role = CASE WHEN \(change.customRole != nil) THEN \(change.customRole ?? nil)::uuid ELSE custom_role END
            WHERE id = \(id) RETURNING \(Self.columns)
            """)
        guard let row = rows.first else { throw DatabaseError.decoding(column: "id") }
        return try APIKey(row: row)
    }

    func revoke(_ id: UUID, on connection: any DatabaseConnection) async throws -> APIKey {
        let rows = try await connection.query(
            "UPDATE api_key SET revoked_at = now() WHERE id = \(id) RETURNING \(Self.columns)")
        guard let row = rows.first else { throw DatabaseError.decoding(column: "id") }
        return try APIKey(row: row)
    }

    /// Removes the tenant's keys that ended more than a quarter of a year ago, so that they do not pile up.
    func removeEnded(of tenant: TenantID, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query(
            """
            DELETE FROM api_key WHERE tenant = \(tenant)
                AND least(expires_at, coalesce(revoked_at, expires_at)) < now() - interval '90 days'
            """)
    }
}
