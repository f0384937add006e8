import Contracts
import FoundationEssentials

/// The SQL on the tables `migration_run` and `tenant_migration` by which a run goes on; `FleetStore+Reading` has what others see.
///
/// What takes a connection works within the caller's transaction, which counts only while the job is the caller's.
struct FleetStore: Sendable {
    /// How many runs are remembered.
    private static let remembered = 20

    let schema: TenantSchema

    /// Enters what a run was told, and forgets runs of long ago.
    func enter(_ run: UUID, _ options: FleetChoices, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query(
            """
            INSERT INTO migration_run (id, schema_version, schema_fingerprint, workers, canary, failure_budget)
            VALUES (\(run), \(schema.version), \(schema.fingerprint), \(options.workers), \(options.canary),
                \(options.budget.description))
            """)
        _ = try await connection.query(
            """
            DELETE FROM migration_run WHERE id IN (
                SELECT id FROM migration_run ORDER BY created_at DESC, id OFFSET \(Self.remembered)::bigint)
            """)
    }

    func choices(of run: UUID, on connection: any DatabaseConnection) async throws -> FleetChoices {
        let rows = try await connection.query("SELECT workers, canary, failure_budget FROM migration_run WHERE id = \(run)")
        guard let row = rows.first else { throw DatabaseError.decoding(column: "migration_run") }
        return FleetChoices(
            workers: try row.decode("workers"), canary: try row.decode("canary"), budget: try row.decode("failure_budget"))
    }

    /// Notes which tenants are to be migrated. Whoever is noted already stays.
    ///
    /// The canaries are the youngest tenants, who have the least to lose. Those that failed before come last, so that they keep nobody from
    /// an upgrade that is right for all others.
    func plan(_ run: UUID, canary: Int, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query(
            """
            INSERT INTO tenant_migration (run_id, tenant_id, ordinal, is_canary)
            SELECT \(run), id, place, place <= \(canary)::bigint FROM (\(orderedOutdated)) AS due
            ON CONFLICT (run_id, tenant_id) DO UPDATE SET state = 'waiting', due_at = now(), finished_at = NULL
            WHERE tenant_migration.state = 'done'
            """)
    }

    /// Outdated active tenants in the order in which a run takes them.
    var orderedOutdated: SQL {
        """
        SELECT id, slug, row_number() OVER (ORDER BY has_failed, created_at DESC, id) AS place
        FROM (
            SELECT id, slug, created_at, EXISTS (
                SELECT FROM tenant_migration JOIN migration_run ON run_id = migration_run.id
                WHERE tenant_id = tenant.id AND state = 'failed' AND migration_run.schema_fingerprint = \(schema.fingerprint)
                ) AS has_failed
            FROM tenant WHERE status = 'active' AND \(isOutdated)
            ) AS outdated
        """
    }

    /// As `TenantSchema.isOutdated`, of a row of `tenant`.
    var isOutdated: SQL {
        """
        tenant.schema_version BETWEEN 1 AND \(schema.version) AND tenant.schema_fingerprint <> \(schema.fingerprint)
        """
    }

    /// Puts back what the host had in hand that had the run before, and has the run lead to this program's schema.
    ///
    /// - Throws: `JobPostponed` when a later program began the run: it leads to a schema that this one does not know.
    func takeOver(_ run: UUID, on connection: any DatabaseConnection) async throws {
        let rows = try await connection.query(
            "SELECT schema_version, schema_fingerprint, canary FROM migration_run WHERE id = \(run) FOR UPDATE")
        guard let row = rows.first else { throw DatabaseError.decoding(column: "migration_run") }
        let planned = TenantSchema(version: try row.decode(at: 0), fingerprint: try row.decode(at: 1))
        guard planned.version <= schema.version else { throw JobPostponed() }
        _ = try await connection.query(
            "UPDATE tenant_migration SET state = 'waiting', due_at = now() WHERE run_id = \(run) AND state = 'running'")
        guard planned != schema else { return }
        _ = try await connection.query(
            """
            UPDATE migration_run SET schema_version = \(schema.version), schema_fingerprint = \(schema.fingerprint)
            WHERE id = \(run)
            """)
        try await plan(run, canary: 0, on: connection)
    }

    /// Takes the next tenant out of the queue: first who is waited for, then by the run's order.
    func take(_ run: UUID, canariesOnly: Bool, on connection: any DatabaseConnection) async throws -> FleetNext {
        let rows = try await connection.query(
            """
            WITH next AS (
                SELECT run_id, tenant_id FROM tenant_migration
                WHERE run_id = \(run) AND state = 'waiting' AND is_canary >= \(canariesOnly)::bool AND due_at <= clock_timestamp()
                ORDER BY wanted_at IS NULL, ordinal LIMIT 1 FOR UPDATE SKIP LOCKED)
            UPDATE tenant_migration SET state = 'running', attempts = attempts + 1
            FROM next, tenant
            WHERE tenant_migration.run_id = next.run_id AND tenant_migration.tenant_id = next.tenant_id AND tenant.id = next.tenant_id
            RETURNING next.tenant_id, attempts, server, database_name, role_name, (status = 'active' AND \(isOutdated)) AS is_due
            """)
        if let row = rows.first { return .tenant(try Self.turn(row)) }
        let left = try await connection.query(
            """
            SELECT extract(epoch FROM min(due_at) - clock_timestamp())::float8 FROM tenant_migration
            WHERE run_id = \(run) AND state = 'waiting' AND is_canary >= \(canariesOnly)::bool
            """)
        guard let seconds = try left.first?.decode(at: 0, as: Double?.self) else { return .nothing }
        return .later(.seconds(max(0, seconds)))
    }

    func finish(
        _ turn: FleetTurn, of run: UUID, as state: FleetEnd, took duration: Duration, on connection: any DatabaseConnection
    ) async throws {
        let error: JobError? = if case .failed(let error) = state { error } else { nil }
        _ = try await connection.query(
            """
            UPDATE tenant_migration SET state = \(state.name), duration_ms = \(Int(duration / .milliseconds(1))),
                error_code = \(error?.code), error_text = \(error?.text), finished_at = clock_timestamp()
            WHERE run_id = \(run) AND tenant_id = \(turn.tenant)
            """)
    }

    /// Puts the tenant back into the queue, to be tried again after `pause`.
    func retry(
        _ turn: FleetTurn, of run: UUID, after pause: Duration, because error: JobError, on connection: any DatabaseConnection
    ) async throws {
        _ = try await connection.query(
            """
            UPDATE tenant_migration SET state = 'waiting', error_code = \(error.code), error_text = \(error.text),
                due_at = clock_timestamp() + make_interval(secs => \(pause / .seconds(1)))
            WHERE run_id = \(run) AND tenant_id = \(turn.tenant)
            """)
    }

    private static func turn(_ row: Row) throws -> FleetTurn {
        FleetTurn(
            tenant: try row.decode("tenant_id"), attempt: try row.decode("attempts"),
            placement: Placement(
                server: try row.decode("server"), database: try row.decode("database_name"), role: try row.decode("role_name")),
            isDue: try row.decode("is_due"))
    }
}

/// How a tenant's part in a run ended.
enum FleetEnd: Sendable {
    case done, skipped
    case failed(JobError)

    fileprivate var name: String {
        switch self {
        case .done: "done"
        case .skipped: "skipped"
        case .failed: "failed"
        }
    }
}

/// What a run was told, with the settings' word where it was told nothing.
struct FleetChoices: Sendable, Equatable {
    let workers: Int
    let canary: Int
    let budget: FailureBudget

    init(workers: Int, canary: Int, budget: FailureBudget) {
        self.workers = workers
        self.canary = canary
        self.budget = budget
    }

    init(_ options: FleetOptions, _ settings: MigrationSettings) {
        self.init(
            workers: options.workers ?? settings.workers, canary: options.canary ?? settings.canary,
            budget: options.budget ?? settings.budget)
    }
}
