public import Contracts

extension TenantStore {
    public func requestErasure(
        of tenant: TenantID, grace: Duration, actor: String, on connection: any DatabaseConnection
    ) async throws -> ErasureRequest {
        let found = try await connection.query("SELECT status, suspension_reason FROM tenant WHERE id = \(tenant) FOR UPDATE")
        // One that is pending is somebody's sign-up in progress; recovery sees to those that were left behind.
        let record = try await transition(
            tenant, from: [.active, .suspended, .failed, .deleting], to: .deleting, reason: nil, on: connection)
        guard let row = found.first else { throw LifecycleError.unknownTenant }
        let status: TenantStatus = try row.decode("status")
        guard status != .deleting else { return try await hasten(record, grace, actor, on: connection) }
        let wait = status == .failed ? .zero : grace
        let reason: String? = try row.decode("suspension_reason")
        let due = try await connection.query(
            """
            INSERT INTO pending_erasure (tenant, requested_by, due_at, status, suspension_reason, begun_at)
            VALUES (\(tenant), \(actor), now() + \(Self.interval(wait)), \(status.rawValue), \(reason),
                CASE WHEN \(wait <= .zero) THEN now() END)
            RETURNING CASE WHEN begun_at IS NULL THEN \(Self.dueInUTC) END
            """)
        return ErasureRequest(record: record, dueAt: try due.first?.decode(at: 0))
    }

    public func withdrawErasure(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> TenantStatus {
        // The tenant's row is locked before the request's, as everywhere.
        _ = try await connection.query("SELECT FROM tenant WHERE id = \(tenant) FOR UPDATE")
        let withdrawn = try await connection.query(
            """
            DELETE FROM pending_erasure WHERE tenant = \(tenant) AND begun_at IS NULL AND due_at > clock_timestamp()
            RETURNING status, suspension_reason
            """)
        guard let row = withdrawn.first else {
            guard let found = try await record(of: tenant, on: connection) else { throw LifecycleError.unknownTenant }
            if found.status == .deleting { throw LifecycleError.erasureBegun }
            throw LifecycleError.invalidTransition(from: found.status, to: .active)
        }
        let reason: String? = try row.decode("suspension_reason")
        _ = try await transition(tenant, from: [.deleting], to: .suspended, reason: reason ?? "restored", on: connection)
        return try row.decode("status")
    }

    public func claimDueErasure(on connection: any DatabaseConnection) async throws -> TenantRecord? {
        try await connection.query(
            """
            WITH due AS (
                UPDATE pending_erasure SET begun_at = now()
                WHERE begun_at IS NULL AND tenant IN (
                    SELECT id FROM tenant JOIN pending_erasure AS p ON p.tenant = id
                    WHERE tenant.status = 'deleting' AND p.begun_at IS NULL AND p.due_at <= now()
                    ORDER BY p.due_at LIMIT 1 FOR UPDATE OF tenant SKIP LOCKED)
                RETURNING tenant)
            UPDATE tenant SET status_changed_at = now() FROM due WHERE tenant.id = due.tenant
            RETURNING id, tenant.status, server, database_name, role_name
            """
        ).first.map(Self.record(from:))
    }

    /// The earlier of two times counts; what has begun goes on.
    private func hasten(
        _ record: TenantRecord, _ grace: Duration, _ actor: String, on connection: any DatabaseConnection
    ) async throws -> ErasureRequest {
        let due = try await connection.query(
            """
            UPDATE pending_erasure SET due_at = least(due_at, now() + \(Self.interval(grace))),
                begun_at = CASE WHEN \(grace <= .zero) THEN coalesce(begun_at, now()) ELSE begun_at END
            WHERE tenant = \(record.id)
            RETURNING CASE WHEN begun_at IS NULL THEN \(Self.dueInUTC) END
            """)
        return ErasureRequest(record: record, dueAt: try due.first?.decode(at: 0))
    }

    private static func interval(_ duration: Duration) -> SQL {
        "make_interval(secs => \(Double(duration.components.seconds)))"
    }

    private static let dueInUTC: SQL = "to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
}
