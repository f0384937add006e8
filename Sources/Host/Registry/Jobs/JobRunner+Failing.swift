import Contracts
import Logging

/// What becomes of a job one of whose steps has failed.
extension JobRunner {
    /// How long turning round and undoing may take while somebody waits for it.
    private static let undoLimit: Duration = .seconds(30)
    /// The pause before the second attempt; it doubles with each further one.
    private static let firstPause: Duration = .seconds(1)
    private static let longestPause: Duration = .seconds(60)
    /// How long a job rests that another host is to take.
    private static let postponement: Duration = .seconds(2)

    /// Returns when the step had succeeded after all.
    ///
    /// - Throws: `JobFailure`, `JobLost`.
    func settle(_ failure: StepFailure, _ run: ClaimedJob, _ kind: JobKind, isReleased: Bool) async throws {
        let step = kind.steps[failure.index]
        let reported = kind.report(failure.reason, step.name)
        let isPostponed = failure.reason is JobPostponed
        logger.log(
            level: isReleased || isPostponed ? .notice : .error, "A job's step was not done.",
            metadata: Self.metadata(run, kind, step: step.name, failure.reason))
        do {
            let isUndone = try await uninterrupted(within: Self.undoLimit) {
                if isReleased {
                    try await store.write(store.rest(run.claim, for: .zero, because: nil), in: registry)
                    return false
                }
                if isPostponed {
                    try await store.write(store.rest(run.claim, for: Self.postponement, because: nil), in: registry)
                    return false
                }
                let error = JobError(failure.reason, reportedAs: reported)
                if kind.steps[...failure.index].contains(where: \.isPastReturn) {
                    try await store.write(
                        store.rest(run.claim, for: Self.pause(after: run.claim.attempts), because: error), in: registry)
                    return false
                }
                return try await turnRound(run, kind, at: failure.index, because: error)
            }
            throw JobFailure(step: step.name, reason: reported, isUndone: isUndone)
        } catch is JobLost {
            // A commit whose answer was lost may have happened all the same, and it may have been the last one.
            guard try await hasSucceeded(run.claim) else { throw JobLost() }
        } catch let error where !(error is JobFailure) {
            logger.error("What became of a job could not be recorded.", metadata: Self.metadata(run, kind, step: step.name, error))
            throw JobFailure(step: step.name, reason: reported, isUndone: false)
        }
    }

    /// Undoes a job that was turned round. One that cannot be undone yet rests and is tried again.
    ///
    /// - Throws: `JobFailure` always, but for `JobLost`.
    func undo(_ run: ClaimedJob, _ kind: JobKind) async throws {
        let isUndone = try await takeBack(run, kind)
        throw JobFailure(step: nil, reason: JobUndone(), isUndone: isUndone)
    }

    private func turnRound(_ run: ClaimedJob, _ kind: JobKind, at index: Int, because error: JobError) async throws -> Bool {
        let left = index + 1
        let turned = ClaimedJob(run.claim.turnedRound(left: left), lent: nil, store: store, registry: registry)
        try await registry.transaction { connection in
            try await store.write(
                store.turnRound(run.claim, left: left, step: kind.steps[index].name, because: error), on: connection)
            try await kind.turnRound(turned, connection)
        }
        return try await takeBack(turned, kind)
    }

    /// - Returns: false when something stood in the way.
    private func takeBack(_ run: ClaimedJob, _ kind: JobKind) async throws -> Bool {
        do {
            try await lease(run).hold { try await undoSteps(of: run, kind) }
            return true
        } catch let error as JobLost {
            throw error
        } catch {
            logger.error("A job could not be undone yet.", metadata: Self.metadata(run, kind, step: nil, error))
            let pause = Task.isCancelled ? Duration.zero : Self.pause(after: run.claim.attempts)
            try await uninterrupted(within: Self.undoLimit) {
                try await store.write(store.rest(run.claim, for: pause, because: nil), in: registry)
            }
            return false
        }
    }

    private func undoSteps(of run: ClaimedJob, _ kind: JobKind) async throws {
        let left = kind.steps.prefix(run.claim.stepsDone).enumerated().filter { $0.element.undo != nil }
        guard !left.isEmpty else { return try await store.write(store.left(0, next: nil, of: run.claim), in: registry) }
        for (position, step) in left.enumerated().reversed() {
            let next = position > 0 ? left[position - 1].element.name : nil
            try await carryOut(step.element.undo, run, recorded: store.left(step.offset, next: next, of: run.claim))
        }
    }

    private func hasSucceeded(_ claim: JobClaim) async throws -> Bool {
        guard let standing = try await store.standing(of: claim.id, in: registry) else { return false }
        return standing == (.succeeded, claim.epoch)
    }

    /// Differs at random, so that many jobs that failed together do not all come back together.
    private static func pause(after attempts: Int) -> Duration {
        let doubled = firstPause * (1 << min(max(attempts, 1) - 1, 6))
        return min(doubled, longestPause) * Double.random(in: 0.75...1.25)
    }

    private static func metadata(_ run: ClaimedJob, _ kind: JobKind, step: String?, _ error: any Error) -> Logger.Metadata {
        var metadata: Logger.Metadata = ["job": "\(run.job.canonical)", "kind": "\(kind.name)", "error": "\(error)"]
        if let tenant = run.tenant { metadata["tenant"] = "\(tenant)" }
        if let step { metadata["step"] = "\(step)" }
        return metadata
    }
}

/// Why a job that was found half-undone did not succeed; its row says more.
struct JobUndone: Error {}
