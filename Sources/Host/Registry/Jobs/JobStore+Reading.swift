import Contracts
import FoundationEssentials

/// What others see of jobs, and what becomes of it when a tenant is erased.
extension JobStore {
    func find(_ job: UUID, in registry: any Database) async throws -> Job? {
        try await registry.query("SELECT \(Self.columns) FROM job WHERE id = \(job)").first.map(Job.init)
    }

    func list(
        _ filter: JobFilter, after position: JobPosition?, limit: Int, in registry: any Database
    ) async throws -> (page: [Job], total: Int) {
        let condition = filter.condition
        var start: SQL = ""
        if let position { start = " AND (created_at, id) < (\(position.createdAt)::timestamptz, \(position.id))" }
        // Of the table's columns: a bare name would mean the text that is shown, which knows milliseconds only.
        let results = try await registry.pipeline([
            """
            SELECT \(Self.columns) FROM job WHERE \(condition)\(start)
            ORDER BY job.created_at DESC, job.id DESC LIMIT \(limit)::bigint
            """,
            "SELECT count(*) FROM job WHERE \(condition)",
        ])
        guard results.count == 2, let total = results[1].first else { throw DatabaseError.decoding(column: "count") }
        return (try results[0].map(Job.init), try total.decode(at: 0))
    }

    func unfinished(_ kind: String, of tenant: TenantID, on connection: any DatabaseConnection) async throws -> UUID? {
        try await connection.query(
            """
            SELECT id FROM job WHERE tenant_id = \(tenant) AND kind = \(kind) AND state IN ('queued', 'running', 'undoing')
            ORDER BY created_at LIMIT 1
            """
        ).first?.decode(at: 0)
    }

    func unfinishedCounts(in registry: any Database) async throws -> [JobState: Int] {
        let rows = try await registry.query(
            "SELECT state, count(*) FROM job WHERE state IN ('queued', 'running', 'undoing') GROUP BY state")
        var counts = Dictionary(uniqueKeysWithValues: JobState.allCases.filter { !$0.isEnd }.map { ($0, 0) })
        for (state, count) in try rows.map({ (try $0.decode(at: 0, as: JobState.self), try $0.decode(at: 1, as: Int.self)) }) {
            counts[state] = count
        }
        return counts
    }

    /// How the job stands, and under which epoch; nil when there is none.
    func standing(of job: UUID, in registry: any Database) async throws -> (state: JobState, epoch: Int)? {
        try await registry.query("SELECT state, epoch FROM job WHERE id = \(job)").first.map {
            (try $0.decode(at: 0), try $0.decode(at: 1))
        }
    }

    /// Leaves nothing of what jobs say of the tenant but that there were such jobs, and when. Those that have not ended do so: there is
    /// nothing left for them to do.
    static func forget(_ tenant: TenantID, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query(
            """
            UPDATE job SET tenant_id = NULL, requested_by = NULL, error_code = NULL, error_text = NULL, payload = '{}', owner = NULL,
                step = NULL, progress_done = NULL, progress_total = NULL, finished_at = coalesce(finished_at, now()),
                state = CASE WHEN finished_at IS NULL THEN 'failed' ELSE state END
            WHERE tenant_id = \(tenant)
            """)
    }

    private static let columns: SQL = """
        id, kind, tenant_id, state, step, steps_done, progress_done, progress_total, error_code, error_text, requested_by, owner,
        attempts, created_at AS position, \(utc("created_at")) AS created_at, \(utc("started_at")) AS started_at,
        \(utc("finished_at")) AS finished_at
        """

    private static func utc(_ column: StaticString) -> SQL {
        "to_char(\(identifier: column.description) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
    }
}

extension JobFilter {
    fileprivate var condition: SQL {
        var condition: SQL = "TRUE"
        if let state { condition = "\(condition) AND state = \(state.rawValue)" }
        if let kind { condition = "\(condition) AND kind = \(kind)" }
        if let tenant { condition = "\(condition) AND tenant_id = \(tenant)" }
        return condition
    }
}

extension Job {
    fileprivate init(_ row: Row) throws {
        let id: UUID = try row.decode("id")
        let (done, total): (Int64?, Int64?) = (try row.decode("progress_done"), try row.decode("progress_total"))
        let (code, text): (String?, String?) = (try row.decode("error_code"), try row.decode("error_text"))
        self.init(
            id: id, kind: try row.decode("kind"), tenant: try row.decode("tenant_id"), state: try row.decode("state"),
            step: try row.decode("step"), stepsDone: try row.decode("steps_done"),
            progress: done.flatMap { done in total.map { JobProgress(done: done, total: $0) } },
            error: code.flatMap { code in text.map { JobError(code: code, text: $0) } },
            requestedBy: try row.decode("requested_by"), host: try row.decode("owner"), attempts: try row.decode("attempts"),
            createdAt: try row.decode("created_at"), startedAt: try row.decode("started_at"),
            finishedAt: try row.decode("finished_at"),
            position: JobPosition(createdAt: try row.decode("position"), id: id))
    }
}
