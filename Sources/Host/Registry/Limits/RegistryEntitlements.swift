public import Contracts

/// Plans and limits of tenants in the registry, whose hosts are told of every change.
public struct RegistryEntitlements: TenantEntitlements {
    private let registry: any Database
    private let plans: PlanCatalogue
    private let changes: any ChangeFeed
    private let audit: any AuditLog

    public init(registry: any Database, plans: PlanCatalogue, changes: any ChangeFeed, audit: any AuditLog) {
        self.registry = registry
        self.plans = plans
        self.changes = changes
        self.audit = audit
    }

    public func entitlement(of tenant: TenantID) async throws -> TenantEntitlement? {
        try await registry.withConnection { try await read(tenant, on: $0) }
    }

    public func change(
        _ changes: [TenantLimit: Int?], of tenant: TenantID, actor: String
    ) async throws -> TenantEntitlement {
        let removed = TenantLimit.allCases.filter { changes[$0] == .some(nil) }.map(\.rawValue)
        let set = JSONObject(
            TenantLimit.allCases.compactMap { limit in
                (changes[limit] ?? nil).map { JSONMember(limit.rawValue, .integer($0)) }
            })
        let text = String(decoding: JSONWriter.encode(.object(set)), as: UTF8.self)
        var details = JSONObject([JSONMember("set", .object(set))])
        details["taken_back"] = .array(removed.map { .string($0) })
        return try await commit(AuditEntry(actor: actor, action: "tenant.limits_changed", tenant: tenant, details: details)) {
            try await $0.query(
                """
                UPDATE tenant SET limit_revision = limit_revision + 1,
                    limit_overrides = (limit_overrides - \(SQLValue.textArray(removed))::text[]) || \(text)::jsonb
                WHERE id = \(tenant)
                """)
        }
    }

    public func changePlan(_ plan: String, of tenant: TenantID, actor: String) async throws -> TenantEntitlement {
        guard plans[plan] != nil else { throw LifecycleError.unknownPlan }
        let details = JSONObject([JSONMember("plan", .string(plan))])
        return try await commit(AuditEntry(actor: actor, action: "tenant.plan_changed", tenant: tenant, details: details)) {
            try await $0.query("UPDATE tenant SET limit_revision = limit_revision + 1, plan = \(plan) WHERE id = \(tenant)")
        }
    }

    /// Changes one tenant's row, writes it to the audit log and tells the hosts, all or nothing; returns when every host knows.
    private func commit(
        _ entry: AuditEntry, _ update: @Sendable (any DatabaseConnection) async throws -> RowSet
    ) async throws -> TenantEntitlement {
        guard let tenant = entry.tenant else { throw LifecycleError.unknownTenant }
        let changed = try await registry.transaction { connection in
            guard try await update(connection).affectedRows == 1,
                let entitlement = try await read(tenant, on: connection)
            else { throw LifecycleError.unknownTenant }
            try await audit.record(entry, on: connection)
            try await changes.publish(.tenant(tenant), on: connection)
            return entitlement
        }
        try await changes.settle()
        return changed
    }

    private func read(_ tenant: TenantID, on connection: any DatabaseConnection) async throws -> TenantEntitlement? {
        let rows = try await connection.query(
            """
            SELECT plan, limit_overrides, bytes,
                to_char(measured_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS measured_at
            FROM tenant LEFT JOIN tenant_size ON tenant_size.tenant = tenant.id WHERE id = \(tenant)
            """)
        return try rows.first.map { row in
            let (bytes, measuredAt): (Int?, String?) = (try row.decode("bytes"), try row.decode("measured_at"))
            let size = bytes.flatMap { bytes in measuredAt.map { DatabaseSize(bytes: bytes, measuredAt: $0) } }
            return TenantEntitlement(
                plan: plans.held(try row.decode("plan")), overrides: try row.decode("limit_overrides"), size: size)
        }
    }
}
