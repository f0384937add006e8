import Contracts

/// All that writes to the table `tenant_size`.
struct DatabaseSizeStore: Sendable {
    private static let batch = 100

    let plans: PlanCatalogue

    /// Claims databases that nobody has set out to measure for as long as `age`, so that of several hosts each measures some.
    func claim(olderThan age: Duration, on connection: any DatabaseConnection) async throws -> [MeasuredDatabase] {
        let seconds = Double(age.components.seconds) + Double(age.components.attoseconds) / 1e18
        let rows = try await connection.query(
            """
            WITH due AS (
                SELECT id FROM tenant LEFT JOIN tenant_size AS size ON size.tenant = id
                WHERE status IN ('active', 'suspended')
                    AND (claimed_at IS NULL OR claimed_at < now() - make_interval(secs => \(seconds)))
                ORDER BY claimed_at NULLS FIRST LIMIT \(Self.batch)
            ), claimed AS (
                INSERT INTO tenant_size AS size (tenant, claimed_at) SELECT id, now() FROM due
                ON CONFLICT (tenant) DO UPDATE SET claimed_at = now()
                    WHERE size.claimed_at < now() - make_interval(secs => \(seconds))
                RETURNING tenant, bytes
            )
            SELECT id, server, database_name, plan, limit_overrides, bytes FROM claimed JOIN tenant ON id = claimed.tenant
            """)
        return try rows.map { row in
            let plan = plans.held(try row.decode("plan"))
            return MeasuredDatabase(
                tenant: try row.decode("id"), server: try row.decode("server"), name: try row.decode("database_name"),
                limits: plan.limits.overridden(by: try row.decode("limit_overrides")), bytes: try row.decode("bytes"))
        }
    }

    /// Notes what was measured. A tenant that is gone meanwhile has no row any more.
    func record(_ sizes: [(tenant: TenantID, bytes: Int)], on connection: any DatabaseConnection) async throws {
        _ = try await connection.query(
            """
            UPDATE tenant_size SET bytes = measured.bytes, measured_at = clock_timestamp()
            FROM unnest(\(SQLValue.textArray(sizes.map(\.tenant.description)))::uuid[],
                \(SQLValue.textArray(sizes.map { String($0.bytes) }))::bigint[]) AS measured (tenant, bytes)
            WHERE tenant_size.tenant = measured.tenant
            """)
    }
}
