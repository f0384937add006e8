internal import Contracts
internal import FoundationEssentials

/// The memberships in the registry.
struct MembershipStore: Sendable {
    let registry: any Database

    /// A page of the tenant's members in the order of their accounts' identities, after the account `after`.
    func list(_ tenant: TenantID, after: UUID?, limit: Int) async throws -> [Member] {
        var position: SQL = ""
        if let after { position = " AND m.account > \(after)" }
        let rows = try await registry.query(
            """
            SELECT m.account, a.email, m.role,
                to_char(m.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS joined_at
            FROM membership m JOIN account a ON a.id = m.account
            WHERE m.tenant = \(tenant)\(position)
            ORDER BY m.account LIMIT \(limit)::bigint
            """)
        return try rows.map(member)
    }

    func find(_ account: UUID, of tenant: TenantID, on connection: any DatabaseConnection) async throws -> Member? {
        let rows = try await connection.query(
            """
            SELECT m.account, a.email, m.role,
                to_char(m.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS joined_at
            FROM membership m JOIN account a ON a.id = m.account
            WHERE m.tenant = \(tenant) AND m.account = \(account)
            """)
        return try rows.first.map(member)
    }

    /// All members of the tenant, the earliest first.
    func all(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> [TenantMember] {
        try await connection.query(
            """
            SELECT m.account, a.email, m.role,
                to_char(m.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS joined_at
            FROM membership m JOIN account a ON a.id = m.account
            WHERE m.tenant = \(tenant) ORDER BY m.created_at, m.account
            """
        ).map {
            TenantMember(
                account: try $0.decode("account"), email: try $0.decode("email"), role: try $0.decode("role"),
                joinedAt: try $0.decode("joined_at"))
        }
    }

    /// Makes the account a member.
    ///
    /// - Returns: false when it is one already.
    func add(_ account: UUID, to tenant: TenantID, as role: TenantRole, on connection: any DatabaseConnection) async throws -> Bool
    {
        let rows = try await connection.query(
            """
            INSERT INTO membership (account, tenant, role) VALUES (\(account), \(tenant), \(role.rawValue))
            ON CONFLICT DO NOTHING
            """)
        return rows.affectedRows == 1
    }

    /// To be called after an addition: others to the same tenant wait here until the transaction ends, and count it then.
    ///
    /// - Throws: `LimitReached` when the tenant has more than `limit` members; nil is any number.
    func requireAtMost(_ limit: Int?, in tenant: TenantID, on connection: any DatabaseConnection) async throws {
        guard let limit else { return }
        let results = try await connection.pipeline([
            "SELECT FROM tenant WHERE id = \(tenant) FOR NO KEY UPDATE",
            "SELECT count(*) FROM membership WHERE tenant = \(tenant)",
        ])
        guard let members: Int = try results.last?.first?.decode(at: 0) else { throw DatabaseError.decoding(column: "count") }
        guard members <= limit else { throw LimitReached(.users, allowed: limit) }
    }

    func setRole(_ role: TenantRole, of account: UUID, in tenant: TenantID, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query(
            "UPDATE membership SET role = \(role.rawValue) WHERE account = \(account) AND tenant = \(tenant)")
    }

    func remove(_ account: UUID, from tenant: TenantID, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query("DELETE FROM membership WHERE account = \(account) AND tenant = \(tenant)")
    }

    /// The roles of the tenant's owners and of `accounts`, locked until the transaction ends, so that two changes at once
    /// cannot both believe that another owner remains.
    func lockRoles(of accounts: [UUID], in tenant: TenantID, on connection: any DatabaseConnection) async throws -> [UUID:
        TenantRole]
    {
        let rows = try await connection.query(
            """
            SELECT account, role FROM membership
            WHERE tenant = \(tenant) AND (role = 'owner' OR account = ANY(\(SQLValue.textArray(accounts.map(\.canonical)))::uuid[]))
            ORDER BY account FOR NO KEY UPDATE
            """)
        let pairs: [(UUID, TenantRole)] = try rows.map { (try $0.decode("account"), try $0.decode("role")) }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// Removes every membership of `tenant`, with it the sessions, and the accounts that belong to no other tenant: those of members,
    /// and those of former ones, whom the audit log still names.
    ///
    /// - Returns: the accounts that were erased.
    func eraseAll(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> [ErasedAccount] {
        // An account that joins another tenant at this moment must be seen to have done so: the lock waits for it, and the
        // statement after the lock sees what it waited for.
        _ = try await connection.query(
            """
            SELECT id FROM account WHERE id IN (SELECT account FROM membership WHERE tenant = \(tenant) UNION \(Self.former(tenant)))
            ORDER BY id FOR UPDATE
            """)
        let erased = try await connection.query(
            """
            WITH ended AS (DELETE FROM membership WHERE tenant = \(tenant) RETURNING account),
                concerned AS (SELECT account FROM ended UNION \(Self.former(tenant)))
            DELETE FROM account a USING concerned
            WHERE a.id = concerned.account
                AND NOT EXISTS (SELECT FROM membership m WHERE m.account = a.id AND m.tenant <> \(tenant))
            RETURNING a.id, a.email
            """)
        return try erased.map { ErasedAccount(id: try $0.decode("id"), email: try $0.decode("email")) }
    }

    /// The accounts that were removed from the tenant at some time.
    private static func former(_ tenant: TenantID) -> SQL {
        "SELECT (details->>'account')::uuid AS account FROM audit_log WHERE tenant_id = \(tenant) AND action = 'member.removed'"
    }

    private func member(_ row: Row) throws -> Member {
        Member(
            account: try row.decode("account"), email: try row.decode("email"), role: try row.decode("role"),
            joinedAt: try row.decode("joined_at"))
    }
}
