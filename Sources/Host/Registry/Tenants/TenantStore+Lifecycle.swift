public import Contracts
import FoundationEssentials

extension TenantStore: TenantRegistry {
    public func isSlugTaken(_ slug: Slug, on connection: any DatabaseConnection) async throws -> Bool {
        try await !connection.query("SELECT 1 FROM tenant WHERE slug = \(slug)").isEmpty
    }

    public func reserve(_ reservation: TenantReservation, on connection: any DatabaseConnection) async throws {
        let sealed = try vault.seal(reservation.password, of: reservation.id)
        do {
            _ = try await connection.query(
                """
                INSERT INTO tenant (id, slug, name, plan, status, server, database_name, role_name, sealed_password,
                    schema_version, schema_fingerprint)
                VALUES (\(reservation.id), \(reservation.slug), \(reservation.name), \(reservation.plan), 'pending',
                    \(reservation.placement.server), \(reservation.placement.database), \(reservation.placement.role), \(sealed),
                    \(reservation.schema.version), \(reservation.schema.fingerprint))
                """)
        } catch DatabaseError.server(let diagnostic) where diagnostic.constraint == "tenant_slug_unique" {
            throw LifecycleError.slugTaken
        }
    }

    public func record(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> TenantRecord? {
        try await connection.query(
            "SELECT id, status, server, database_name, role_name FROM tenant WHERE id = \(tenant)"
        ).first.map(Self.record(from:))
    }

    public func password(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> Secret {
        let rows = try await connection.query("SELECT sealed_password FROM tenant WHERE id = \(tenant)")
        guard let row = rows.first else { throw LifecycleError.unknownTenant }
        return try vault.open(row.decode(at: 0), of: tenant)
    }

    public func transition(
        _ tenant: TenantID, from allowed: Set<TenantStatus>, to next: TenantStatus, reason: String?,
        on connection: any DatabaseConnection
    ) async throws -> TenantRecord {
        let states = SQLValue.textArray(allowed.map(\.rawValue).sorted())
        let changed = try await connection.query(
            """
            UPDATE tenant SET status = \(next.rawValue), suspension_reason = \(reason.sqlValue), status_changed_at = now()
            WHERE id = \(tenant) AND status = ANY (\(states)::text[])
            RETURNING id, status, server, database_name, role_name
            """)
        if let row = changed.first { return try Self.record(from: row) }
        guard let found = try await record(of: tenant, on: connection) else { throw LifecycleError.unknownTenant }
        throw LifecycleError.invalidTransition(from: found.status, to: next)
    }

    public func discard(_ tenant: TenantID, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query("DELETE FROM tenant WHERE id = \(tenant) AND status = 'failed'")
    }

    public func erase(
        _ tenant: TenantID, erasedAccounts: Int, on connection: any DatabaseConnection
    ) async throws -> ErasureReceipt {
        // Before the tenant's row, as jobs take both in this order.
        try await JobStore.forget(tenant, on: connection)
        let gone = try await connection.query("DELETE FROM tenant WHERE id = \(tenant) AND status = 'deleting'")
        guard gone.affectedRows == 1 else { throw LifecycleError.unknownTenant }
        // What was done and when stays on record; names, reasons and addresses do not.
        _ = try await connection.query("UPDATE audit_log SET details = '{}' WHERE tenant_id = \(tenant)")
        let receipt = UUID()
        let written = try await connection.query(
            """
            INSERT INTO erasure_ledger (receipt_id, tenant_id, erased_accounts)
            VALUES (\(receipt), \(tenant), \(erasedAccounts))
            RETURNING \(Self.completionTime)
            """)
        guard let row = written.first else { throw DatabaseError.decoding(column: "completed_at") }
        return ErasureReceipt(
            receiptID: receipt, tenant: tenant, erasedAccounts: erasedAccounts, completedAt: try row.decode(at: 0))
    }

    public func receipt(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> ErasureReceipt? {
        try await connection.query(
            "SELECT receipt_id, erased_accounts, \(Self.completionTime) FROM erasure_ledger WHERE tenant_id = \(tenant)"
        ).first.map { row in
            ErasureReceipt(
                receiptID: try row.decode(at: 0), tenant: tenant, erasedAccounts: try row.decode(at: 1),
                completedAt: try row.decode(at: 2))
        }
    }

    public func schema(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> TenantSchema? {
        try await connection.query(
            "SELECT schema_version, schema_fingerprint FROM tenant WHERE id = \(tenant)"
        ).first.map(Self.schema(from:))
    }

    public func record(_ schema: TenantSchema, of tenant: TenantID, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query(
            """
            UPDATE tenant SET schema_version = \(schema.version), schema_fingerprint = \(schema.fingerprint) WHERE id = \(tenant)
            """)
    }

    private static let completionTime: SQL = """
        to_char(completed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
        """

    private static func record(from row: Row) throws -> TenantRecord {
        TenantRecord(id: try row.decode("id"), status: try row.decode("status"), placement: try placement(from: row))
    }
}
