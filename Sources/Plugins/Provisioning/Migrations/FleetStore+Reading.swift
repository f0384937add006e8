import Contracts
import FoundationEssentials

/// What is seen of runs.
extension FleetStore {
    func report(of run: UUID, on connection: any DatabaseConnection) async throws -> FleetReport? {
        let rows = try await connection.query(
            "SELECT schema_version, workers, canary, failure_budget FROM migration_run WHERE id = \(run)")
        guard let row = rows.first else { return nil }
        return FleetReport(
            run: run, schemaVersion: try row.decode(at: 0), workers: try row.decode(at: 1), canary: try row.decode(at: 2),
            budget: try row.decode(at: 3), counts: try await counts(of: run, on: connection))
    }

    func counts(of run: UUID, on connection: any DatabaseConnection) async throws -> FleetCounts {
        let rows = try await connection.query("SELECT state, count(*) FROM tenant_migration WHERE run_id = \(run) GROUP BY state")
        var counts = FleetCounts()
        for row in try rows.map({ (try $0.decode(at: 0, as: String.self), try $0.decode(at: 1, as: Int.self)) }) {
            switch row.0 {
            case "waiting": counts.waiting = row.1
            case "running": counts.running = row.1
            case "done": counts.done = row.1
            case "failed": counts.failed = row.1
            default: counts.skipped += row.1
            }
        }
        return counts
    }

    /// Whether one of the canaries failed of itself: that a table was locked, or a server away, says nothing of the migration.
    func hasFailedCanary(_ run: UUID, on connection: any DatabaseConnection) async throws -> Bool {
        let code = ErrorCode.migrationFailed.rawValue
        return try await !connection.query(
            """
            SELECT FROM tenant_migration WHERE run_id = \(run) AND is_canary AND state = 'failed' AND error_code = \(code)
            """
        ).isEmpty
    }

    func failures(
        of run: UUID, after position: FleetPosition?, limit: Int, on connection: any DatabaseConnection
    ) async throws -> [FleetFailure] {
        let behind: SQL =
            position.map { "AND (finished_at, tenant_id) > (\($0.finishedAt)::timestamptz, \($0.tenant))" } ?? ""
        return try await connection.query(
            """
            SELECT tenant_id, slug, attempts, error_code, coalesce(error_text, '') AS error_text, coalesce(duration_ms, 0) AS duration_ms,
                to_char(finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, finished_at::text AS place
            FROM tenant_migration JOIN tenant ON tenant.id = tenant_id
            WHERE run_id = \(run) AND state = 'failed' \(behind)
            ORDER BY finished_at, tenant_id LIMIT \(limit)::bigint
            """
        ).map { row in
            let tenant: TenantID = try row.decode("tenant_id")
            return FleetFailure(
                tenant: tenant, slug: try row.decode("slug"), attempts: try row.decode("attempts"),
                error: JobError(code: try row.decode("error_code"), text: try row.decode("error_text")),
                milliseconds: try row.decode("duration_ms"), finishedAt: try row.decode("at"),
                position: FleetPosition(finishedAt: try row.decode("place"), tenant: tenant))
        }
    }

    func groups(on connection: any DatabaseConnection) async throws -> [FleetPlan.Group] {
        try await connection.query(
            """
            SELECT server, schema_version, count(*) FROM tenant WHERE status = 'active' AND \(isOutdated)
            GROUP BY server, schema_version ORDER BY server, schema_version
            """
        ).map { FleetPlan.Group(server: try $0.decode(at: 0), version: try $0.decode(at: 1), tenants: try $0.decode(at: 2)) }
    }

    func canaries(_ count: Int, on connection: any DatabaseConnection) async throws -> [String] {
        try await connection.query("SELECT slug FROM (\(orderedOutdated)) AS due WHERE place <= \(count)::bigint ORDER BY place")
            .map { try $0.decode(at: 0) }
    }

    func suspendedCount(on connection: any DatabaseConnection) async throws -> Int {
        let rows = try await connection.query("SELECT count(*) FROM tenant WHERE status = 'suspended' AND \(isOutdated)")
        return try rows.first?.decode(at: 0) ?? 0
    }

    func hasOutdated(on connection: any DatabaseConnection) async throws -> Bool {
        try await !connection.query("SELECT FROM tenant WHERE status = 'active' AND \(isOutdated) LIMIT 1").isEmpty
    }

    /// Whether a run to this schema ended a short while ago and left tenants behind.
    func hasJustFailed(within pause: Duration, on connection: any DatabaseConnection) async throws -> Bool {
        try await !connection.query(
            """
            SELECT FROM migration_run JOIN job ON job.id = migration_run.id
            WHERE schema_fingerprint = \(schema.fingerprint)
                AND job.finished_at > now() - make_interval(secs => \(pause / .seconds(1)))
                AND (job.error_code IN (\(ErrorCode.migrationCanaryFailed.rawValue), \(ErrorCode.migrationBudgetSpent.rawValue))
                    OR EXISTS (SELECT FROM tenant_migration WHERE run_id = migration_run.id AND state = 'failed'))
            LIMIT 1
            """
        ).isEmpty
    }

    /// Moves the tenant to the front of the run that is on.
    func hurry(_ tenant: TenantID, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query(
            """
            UPDATE tenant_migration SET wanted_at = now()
            WHERE tenant_id = \(tenant) AND state = 'waiting' AND wanted_at IS NULL
            """)
    }
}
