public import Contracts

extension TenantStore {
    public func hold(_ tenant: TenantID, for duration: Duration, on connection: any DatabaseConnection) async throws {
        let held = try await connection.query(
            """
            UPDATE tenant SET held_until = clock_timestamp() + make_interval(secs => \(duration / .seconds(1)))
            WHERE id = \(tenant)
            """)
        guard held.affectedRows == 1 else { throw LifecycleError.unknownTenant }
    }

    public func release(_ tenant: TenantID, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query("UPDATE tenant SET held_until = NULL WHERE id = \(tenant)")
    }

    public func relocate(
        _ tenant: TenantID, from source: Placement, to target: Placement, on connection: any DatabaseConnection
    ) async throws {
        let moved = try await connection.query(
            """
            UPDATE tenant SET server = \(target.server), database_name = \(target.database), role_name = \(target.role),
                held_until = NULL, limit_revision = limit_revision + 1
            WHERE id = \(tenant) AND server = \(source.server) AND database_name = \(source.database)
            """)
        guard moved.affectedRows == 1 else { throw LifecycleError.unknownTenant }
    }

    /// How the tenants among `tenants` stand that exist.
    ///
    /// - Parameter includingHeld: whether those that are held are wanted beside them.
    func standings(
        of tenants: [TenantID], includingHeld: Bool, in registry: any Database
    ) async throws -> [TenantID: TenantStanding] {
        let ids = SQLValue.textArray(tenants.map(\.description))
        let held: SQL = includingHeld ? "OR held_until IS NOT NULL" : ""
        let rows = try await registry.query(
            """
            SELECT id, status, server, limit_revision,
                greatest(extract(epoch FROM held_until - clock_timestamp()), 0)::float8 AS held_for
            FROM tenant WHERE id = ANY (\(ids)::uuid[]) \(held)
            """)
        let standings: [(TenantID, TenantStanding)] = try rows.map { row in
            let heldFor: Double? = try row.decode("held_for")
            let standing = TenantStanding(
                status: try row.decode("status"), server: try row.decode("server"), revision: try row.decode("limit_revision"),
                heldFor: heldFor.flatMap { $0 > 0 ? .seconds($0) : nil })
            return (try row.decode("id"), standing)
        }
        return Dictionary(uniqueKeysWithValues: standings)
    }
}
