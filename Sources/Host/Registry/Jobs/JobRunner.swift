import Contracts
import Logging

/// Carries a claimed job out, step by step, and records each before the next begins.
struct JobRunner: Sendable {
    /// What becomes of a job whose task is cancelled before the point of no return.
    enum Cancellation: Sendable {
        /// Nobody waits for it any more: it is undone.
        case undoes
        /// The host stops: another goes on with it.
        case releases
    }

    let store: JobStore
    let registry: any Database
    let logger: Logger
    /// Told the kind of every job that ends here, and whether it succeeded or failed.
    let ended: @Sendable (String, JobState) -> Void

    /// Returns when the job has succeeded.
    ///
    /// - Throws: `JobFailure`, or `JobLost` when it has changed hands.
    func run(
        _ claim: JobClaim, _ kind: JobKind, lending lent: (any Sendable)?, whenCancelled cancellation: Cancellation
    ) async throws {
        do {
            try await proceed(claim, kind, lending: lent, whenCancelled: cancellation)
            ended(kind.name, .succeeded)
        } catch let failure as JobFailure where failure.isUndone {
            ended(kind.name, .failed)
            throw failure
        }
    }

    private func proceed(
        _ claim: JobClaim, _ kind: JobKind, lending lent: (any Sendable)?, whenCancelled cancellation: Cancellation
    ) async throws {
        let run = ClaimedJob(claim, lent: lent, store: store, registry: registry)
        guard claim.state == .running else { return try await undo(run, kind) }
        do {
            try await lease(run).hold { try await perform(run, kind) }
        } catch let failure as StepFailure {
            try await settle(failure, run, kind, isReleased: cancellation == .releases && Task.isCancelled)
        }
    }

    func lease(_ run: ClaimedJob) -> JobLease { JobLease(claim: run.claim, store: store, registry: registry) }

    /// - Throws: `StepFailure`, `JobLost`.
    private func perform(_ run: ClaimedJob, _ kind: JobKind) async throws {
        var index = run.claim.stepsDone
        do {
            if run.lent == nil { try await kind.resume(run) }
            while index < kind.steps.count {
                try await perform(kind.steps[index], at: index, run, kind)
                index += 1
            }
        } catch let error as JobLost {
            throw error
        } catch {
            throw StepFailure(index: min(index, kind.steps.count - 1), reason: error)
        }
    }

    private func perform(_ step: JobStep, at index: Int, _ run: ClaimedJob, _ kind: JobKind) async throws {
        let next = index + 1 < kind.steps.count ? kind.steps[index + 1].name : nil
        try await carryOut(step.perform, run, recorded: store.done(index + 1, next: next, of: run.claim))
    }

    /// The deed and its record, in one transaction where it is one.
    func carryOut(_ action: JobAction?, _ run: ClaimedJob, recorded record: SQL) async throws {
        switch action {
        case .inTransaction(let body)?:
            try await registry.transaction { connection in
                try await store.write(record, on: connection)
                try await body(run, connection)
            }
        case .repeatable(let body)?:
            try await body(run)
            try await store.write(record, in: registry)
        case nil: try await store.write(record, in: registry)
        }
    }
}

/// A step that was not done, or of which that is not known.
struct StepFailure: Error {
    let index: Int
    let reason: any Error
}
