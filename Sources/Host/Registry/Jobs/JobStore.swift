import Contracts
import FoundationEssentials

/// All SQL on the table `job`: here how jobs are entered and claimed, in `JobStore+Records` what a run writes, in
/// `JobStore+Reading` what others see.
struct JobStore: Sendable {
    let settings: JobSettings

    /// - Parameters:
    ///   - done: how many steps the caller's transaction does.
    ///   - next: the step after them.
    func enter(
        _ order: JobOrder, _ start: JobStart, done: Int, next: String?, on connection: any DatabaseConnection
    ) async throws {
        let isClaimed = start == .claimed
        let state: JobState = isClaimed ? .running : .queued
        let claims = isClaimed ? 1 : 0
        let payload = String(decoding: JSONWriter.encode(.object(order.payload)), as: UTF8.self)
        _ = try await connection.pipeline([
            transactionLimit,
            """
            INSERT INTO job (id, kind, tenant_id, state, step, steps_done, payload, requested_by, owner, lease_until, epoch, attempts,
                started_at)
            VALUES (\(order.id), \(order.kind), \(order.tenant), \(state.rawValue), \(next), \(done), \(payload)::jsonb,
                \(order.requestedBy), \(isClaimed ? settings.host : nil), \(isClaimed ? leaseEnd : "now()"), \(claims), \(claims),
                \(isClaimed ? "now()" : "NULL" as SQL))
            """,
        ])
    }

    /// Takes over up to `limit` jobs that wait, or whose hosts have not given a sign of life for as long as their leases.
    func claim(_ limit: Int, of kinds: [String], in registry: any Database) async throws -> [JobClaim] {
        let names = SQLValue.textArray(kinds)
        return try await claim(
            """
            lease_until <= now() AND kind = ANY (\(names)::text[]) ORDER BY lease_until LIMIT \(limit)::bigint
            """, in: registry)
    }

    /// Takes over one job if it rests or was left behind.
    func claim(_ job: UUID, in registry: any Database) async throws -> JobClaim? {
        try await claim("id = \(job) AND (owner IS NULL OR lease_until <= now())", in: registry).first
    }

    private func claim(_ condition: SQL, in registry: any Database) async throws -> [JobClaim] {
        try await registry.query(
            """
            WITH due AS (
                SELECT id AS due_id FROM job WHERE state IN ('queued', 'running', 'undoing') AND \(condition) FOR UPDATE SKIP LOCKED)
            UPDATE job SET state = CASE state WHEN 'queued' THEN 'running' ELSE state END, owner = \(settings.host),
                lease_until = \(leaseEnd), epoch = epoch + 1, attempts = attempts + 1, started_at = coalesce(started_at, now())
            FROM due WHERE id = due_id
            RETURNING id, kind, tenant_id, state, steps_done, payload, requested_by, epoch, attempts
            """
        ).map(JobClaim.init)
    }

    /// Gives a sign of life. It does not wait for whoever has the row locked: that is a transaction of this run, which nobody overtakes,
    /// or a takeover, which the next sign of life runs into.
    ///
    /// - Throws: `JobLost`.
    func renew(_ claim: JobClaim, in registry: any Database) async throws {
        let own = try await registry.query(
            """
            WITH own AS (SELECT id AS own_id FROM job WHERE \(fence(claim)) FOR NO KEY UPDATE SKIP LOCKED),
                renewed AS (UPDATE job SET lease_until = \(leaseEnd) FROM own WHERE id = own_id)
            SELECT FROM job WHERE \(fence(claim))
            """)
        if own.isEmpty { throw JobLost() }
    }

    /// - Throws: `JobLost` when the job has changed hands.
    func confirm(_ claim: JobClaim, in registry: any Database) async throws {
        guard try await !registry.query("SELECT FROM job WHERE \(fence(claim))").isEmpty else { throw JobLost() }
    }

    /// Locks the job's row until the transaction ends: who takes the job over comes before it or after it.
    ///
    /// - Throws: `JobLost` when somebody has come before.
    func lock(_ claim: JobClaim, on connection: any DatabaseConnection) async throws {
        let results = try await connection.pipeline([
            transactionLimit, "SELECT FROM job WHERE \(fence(claim)) FOR NO KEY UPDATE",
        ])
        guard results.last?.isEmpty == false else { throw JobLost() }
    }

    /// Holds for this host's claim alone.
    func fence(_ claim: JobClaim) -> SQL {
        "id = \(claim.id) AND epoch = \(claim.epoch)::bigint AND state = \(claim.state.rawValue)"
    }

    var leaseEnd: SQL { "clock_timestamp() + make_interval(secs => \(Self.seconds(settings.lease)))" }

    /// A host that is frozen inside a transaction must not hold the job's row for longer than its lease: the server ends the session.
    var transactionLimit: SQL {
        SQL(script: "SET LOCAL idle_in_transaction_session_timeout = \(Int(Self.seconds(settings.lease) * 1000))")
    }

    static func require(_ rows: RowSet) throws(JobLost) {
        guard rows.affectedRows == 1 else { throw JobLost() }
    }

    static func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }
}
