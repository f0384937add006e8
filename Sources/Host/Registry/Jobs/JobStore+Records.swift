import Contracts
import FoundationEssentials

/// What a run writes of its job. Each statement changes the one row while it is the claim's, and no row otherwise.
extension JobStore {
    /// The first `count` steps are done, and `next` comes; without one, the job has succeeded.
    func done(_ count: Int, next: String?, of claim: JobClaim) -> SQL {
        guard let next else { return end(claim, as: .succeeded, steps: count) }
        return """
            UPDATE job SET steps_done = \(count)::int, step = \(next), progress_done = NULL, progress_total = NULL,
                error_code = NULL, error_text = NULL, lease_until = \(leaseEnd)
            WHERE \(fence(claim))
            """
    }

    /// The first `count` steps are left to undo, `next` being the last of them; without one, the job has failed.
    func left(_ count: Int, next: String?, of claim: JobClaim) -> SQL {
        guard let next else { return end(claim, as: .failed, steps: 0) }
        return """
            UPDATE job SET steps_done = \(count)::int, step = \(next), progress_done = NULL, progress_total = NULL,
                lease_until = \(leaseEnd)
            WHERE \(fence(claim))
            """
    }

    /// Turns the job round: from here on it is undone. The claim that goes on is `claim.turnedRound(left:)`.
    func turnRound(_ claim: JobClaim, left: Int, step: String, because error: JobError) -> SQL {
        """
        UPDATE job SET state = 'undoing', steps_done = \(left)::int, step = \(step), progress_done = NULL, progress_total = NULL,
            error_code = \(error.code), error_text = \(error.text), epoch = epoch + 1, lease_until = \(leaseEnd)
        WHERE \(fence(claim))
        """
    }

    /// Leaves the job to whoever comes first once `pause` is over. An error is kept until a step succeeds.
    func rest(_ claim: JobClaim, for pause: Duration, because error: JobError?) -> SQL {
        """
        UPDATE job SET state = CASE state WHEN 'running' THEN 'queued' ELSE state END, owner = NULL,
            lease_until = clock_timestamp() + make_interval(secs => \(Self.seconds(pause))),
            error_code = coalesce(\(error?.code)::text, error_code), error_text = coalesce(\(error?.text)::text, error_text)
        WHERE \(fence(claim))
        """
    }

    func progress(_ progress: JobProgress, of claim: JobClaim) -> SQL {
        """
        UPDATE job SET progress_done = \(progress.done), progress_total = \(progress.total), lease_until = \(leaseEnd)
        WHERE \(fence(claim))
        """
    }

    func payload(_ payload: JSONObject, of claim: JobClaim) -> SQL {
        let text = String(decoding: JSONWriter.encode(.object(payload)), as: UTF8.self)
        return "UPDATE job SET payload = \(text)::jsonb WHERE \(fence(claim))"
    }

    /// Writes a record by itself.
    ///
    /// - Throws: `JobLost`.
    func write(_ record: SQL, in registry: any Database) async throws {
        try Self.require(try await registry.query(record))
    }

    /// Writes a record as the first thing in a transaction, whose other changes then count only if it does.
    ///
    /// - Throws: `JobLost`.
    func write(_ record: SQL, on connection: any DatabaseConnection) async throws {
        let results = try await connection.pipeline([transactionLimit, record])
        guard let rows = results.last else { throw JobLost() }
        try Self.require(rows)
    }

    /// Nothing personal stays.
    private func end(_ claim: JobClaim, as state: JobState, steps: Int) -> SQL {
        """
        UPDATE job SET state = \(state.rawValue), steps_done = \(steps)::int, step = NULL, payload = '{}', progress_done = NULL,
            progress_total = NULL, owner = NULL, finished_at = clock_timestamp(),
            error_code = CASE WHEN \(state == .failed)::bool THEN error_code END,
            error_text = CASE WHEN \(state == .failed)::bool THEN error_text END
        WHERE \(fence(claim))
        """
    }
}
