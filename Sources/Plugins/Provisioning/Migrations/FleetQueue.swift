import Contracts
import Logging
import Synchronization

/// The workers of a run. Each takes the next tenant when it is through with one, so that a slow tenant holds up one worker and no other.
final class FleetQueue: Sendable {
    /// How long a worker sleeps at most when those that are left are not due yet.
    private static let longestNap: Duration = .seconds(1)
    /// The pause before a tenant's second attempt, which doubles with each further one.
    private static let firstPause: Duration = .milliseconds(500)
    private static let longestPause: Duration = .seconds(15)

    private let run: any JobRun
    private let choices: FleetChoices
    private let store: FleetStore
    private let migration: TenantMigration
    private let dependencies: LifecycleDependencies
    private let counts: Mutex<FleetCounts>

    init(
        _ run: any JobRun, _ choices: FleetChoices, counts: FleetCounts, store: FleetStore, migration: TenantMigration,
        dependencies: LifecycleDependencies
    ) {
        self.run = run
        self.choices = choices
        self.store = store
        self.migration = migration
        self.dependencies = dependencies
        self.counts = Mutex(counts)
    }

    /// Returns when the queue is empty, or no further tenant is to be begun because the budget is spent.
    ///
    /// - Throws: what the registry says, and what ends the run here; tenants' errors are recorded.
    func work(canariesOnly: Bool) async throws {
        try await withThrowingTaskGroup(of: Void.self) { workers in
            for _ in 0..<choices.workers { workers.addTask { try await self.work(canariesOnly) } }
            try await workers.waitForAll()
        }
    }

    /// - Throws: `FleetError.budgetSpent`.
    func requireBudget() throws(FleetError) {
        let counts = counts.withLock { $0 }
        guard counts.failed <= choices.budget.allowance(of: counts.total) else {
            throw .budgetSpent(failed: counts.failed, of: counts.total)
        }
    }

    private func work(_ canariesOnly: Bool) async throws {
        while (try? requireBudget()) != nil {
            try Task.checkCancellation()
            let next = try await run.transaction { try await self.store.take(self.run.job, canariesOnly: canariesOnly, on: $0) }
            switch next {
            case .tenant(let turn): try await carryOut(turn)
            case .later(let pause): try await Task.sleep(for: min(pause, Self.longestNap))
            case .nothing: return
            }
        }
    }

    private func carryOut(_ turn: FleetTurn) async throws {
        let start = ContinuousClock.now
        guard turn.isDue else { return try await finish(turn, as: .skipped, since: start) }
        do {
            try await migration.apply(to: turn.placement, run)
        } catch {
            // The host stops, or has lost the run: that is not the tenant's failure.
            try Task.checkCancellation()
            return try await settle(turn, error, since: start)
        }
        try await finish(turn, as: .done, since: start)
    }

    private func settle(_ turn: FleetTurn, _ error: any Error, since start: ContinuousClock.Instant) async throws {
        let record = TenantMigration.record(of: error)
        dependencies.logger.warning(
            "A tenant's database was not migrated.",
            metadata: [
                "tenant": "\(turn.tenant)", "attempt": "\(turn.attempt)", "code": "\(record.code)", "error": "\(record.text)",
            ])
        guard TenantMigration.isPassing(error), turn.attempt < migration.settings.attempts else {
            return try await finish(turn, as: .failed(record), since: start)
        }
        try await run.transaction { connection in
            try await self.store.retry(
                turn, of: self.run.job, after: Self.pause(after: turn.attempt), because: record, on: connection)
        }
    }

    /// The registry's word on the tenant changes in the transaction that ends its part, and every host hears of it.
    private func finish(_ turn: FleetTurn, as end: FleetEnd, since start: ContinuousClock.Instant) async throws {
        let took = start.duration(to: .now)
        try await run.transaction { connection in
            try await self.store.finish(turn, of: self.run.job, as: end, took: took, on: connection)
            guard case .done = end else { return }
            try await self.dependencies.tenants.record(self.migration.schema, of: turn.tenant, on: connection)
            try await self.dependencies.changes.publish(.tenant(turn.tenant), on: connection)
        }
        let progress = counts.withLock { counts in
            counts.waiting -= 1
            switch end {
            case .done: counts.done += 1
            case .skipped: counts.skipped += 1
            case .failed: counts.failed += 1
            }
            return JobProgress(done: Int64(counts.finished), total: Int64(counts.total))
        }
        try await run.report(progress)
    }

    /// Differs at random, so that tenants that failed together do not come back together.
    private static func pause(after attempt: Int) -> Duration {
        min(firstPause * (1 << min(attempt - 1, 6)), longestPause) * Double.random(in: 0.5...1.5)
    }
}
