public import Contracts

extension TenantStore {
    public func approve(_ tenant: TenantID, _ build: TenantBuild, on connection: any DatabaseConnection) async throws {
        let sealed = try vault.seal(build.password, of: tenant)
        let approved = try await connection.query(
            """
            UPDATE tenant SET awaiting_approval = false, status_changed_at = now(), server = \(build.placement.server),
                database_name = \(build.placement.database), role_name = \(build.placement.role), sealed_password = \(sealed),
                schema_version = \(build.schema.version), schema_fingerprint = \(build.schema.fingerprint)
            WHERE id = \(tenant) AND awaiting_approval
            """)
        try await expectOne(approved, tenant, on: connection)
    }

    public func reject(_ tenant: TenantID, on connection: any DatabaseConnection) async throws {
        let rejected = try await connection.query(
            """
            UPDATE tenant SET status = 'failed', awaiting_approval = false, status_changed_at = now()
            WHERE id = \(tenant) AND awaiting_approval
            """)
        try await expectOne(rejected, tenant, on: connection)
    }

    public func awaitApproval(of tenant: TenantID, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query(
            """
            UPDATE tenant SET status = 'pending', awaiting_approval = true, status_changed_at = now()
            WHERE id = \(tenant) AND status = 'failed'
            """)
    }

    private func expectOne(_ changed: RowSet, _ tenant: TenantID, on connection: any DatabaseConnection) async throws {
        guard changed.affectedRows == 0 else { return }
        guard try await record(of: tenant, on: connection) != nil else { throw LifecycleError.unknownTenant }
        throw LifecycleError.notAwaitingApproval
    }
}
