internal import Contracts
internal import FoundationEssentials

/// The tenants in the registry, as operators look at them.
struct TenantStore: Sendable {
    let registry: any Database

    /// A page of tenants, the newest first, and how many there are in all that the filter lets through.
    func list(_ query: TenantListQuery) async throws -> (page: [TenantSummary], total: Int) {
        let condition = query.filter.condition
        var position: SQL = ""
        if let cursor = query.cursor {
            position = " AND (created_at, id) < (\(cursor.position)::timestamptz, \(cursor.id))"
        }
        let results = try await registry.pipeline([
            """
            SELECT \(Self.columns) FROM tenant WHERE \(condition)\(position)
            ORDER BY created_at DESC, id DESC LIMIT \(query.limit + 1)::bigint
            """,
            "SELECT count(*) AS total FROM tenant WHERE \(condition)",
        ])
        guard results.count == 2, let total = results[1].first else { throw DatabaseError.decoding(column: "total") }
        return (try results[0].map(TenantSummary.init), try total.decode("total"))
    }

    func find(_ name: TenantName) async throws -> TenantSummary? {
        let condition: SQL =
            switch name {
            case .id(let id): "id = \(id)"
            case .slug(let slug): "slug = \(slug)"
            }
        return try await registry.query("SELECT \(Self.columns) FROM tenant WHERE \(condition)").first.map(TenantSummary.init)
    }

    /// The tenant of that name.
    ///
    /// - Throws: `AdminError.tenantNotFound`.
    func require(_ name: TenantName) async throws -> TenantSummary {
        guard let tenant = try await find(name) else { throw AdminError.tenantNotFound }
        return tenant
    }

    /// How many members the tenant has, and how many sessions of theirs are open.
    func counts(of tenant: TenantID) async throws -> (members: Int, sessions: Int) {
        let rows = try await registry.query(
            """
            SELECT (SELECT count(*) FROM membership WHERE tenant = \(tenant)) AS members,
                (SELECT count(*) FROM session WHERE tenant = \(tenant) AND revoked_at IS NULL AND expires_at > now()) AS sessions,
                (SELECT count(*) FROM host_instance) AS hosts
            """)
        guard let row = rows.first else { throw DatabaseError.decoding(column: "members") }
        return (try row.decode("members"), try row.decode("sessions"))
    }

    /// The whole platform in numbers.
    func statistics() async throws -> PlatformStatistics {
        let results = try await registry.pipeline([
            "SELECT status AS name, count(*) AS total FROM tenant GROUP BY status ORDER BY status",
            "SELECT plan AS name, count(*) AS total FROM tenant GROUP BY plan ORDER BY plan",
            "SELECT server AS name, count(*) AS total FROM tenant GROUP BY server ORDER BY server",
            """
            SELECT (SELECT count(*) FROM account) AS accounts, (SELECT count(*) FROM membership) AS memberships,
                (SELECT count(*) FROM session WHERE revoked_at IS NULL AND expires_at > now()) AS sessions,
                (SELECT count(*) FROM host_instance) AS hosts
            """,
        ])
        guard results.count == 4, let identity = results[3].first else { throw DatabaseError.decoding(column: "accounts") }
        return PlatformStatistics(
            byStatus: try results[0].map(Self.share), byPlan: try results[1].map(Self.share),
            byServer: try results[2].map(Self.share),
            accounts: try identity.decode("accounts"), memberships: try identity.decode("memberships"),
            activeSessions: try identity.decode("sessions"), hosts: try identity.decode("hosts"))
    }

    private static let columns: SQL = """
        id, slug, name, plan, status, suspension_reason, awaiting_approval, server, database_name, schema_version, created_at AS position,
        to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS created,
        to_char(status_changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS changed,
        (SELECT to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') FROM pending_erasure
            WHERE tenant = tenant.id AND begun_at IS NULL) AS erasure_due
        """

    private static func share(_ row: Row) throws -> PlatformStatistics.Share {
        PlatformStatistics.Share(name: try row.decode("name"), count: try row.decode("total"))
    }
}

/// How an operator names a tenant in a path.
enum TenantName: Sendable, Equatable {
    case id(TenantID)
    case slug(Slug)

    /// - Throws: `AdminError.malformedTenant` for what is neither a UUID nor a slug.
    init(_ text: String) throws(AdminError) {
        if let id = TenantID(text) {
            self = .id(id)
        } else if let slug = Slug(text) {
            self = .slug(slug)
        } else {
            throw .malformedTenant
        }
    }
}
