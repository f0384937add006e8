internal import Contracts
internal import HostReactor

extension BlockingLane {
    /// Runs `body` in the lane and waits for it no longer than until `deadline`; past that it ends unobserved.
    ///
    /// - Throws: `DatabaseError.deadlineExceeded`, `.cancelled`, and `LaneError.full`.
    func run<Result: Sendable>(
        until deadline: ContinuousClock.Instant, on reactor: Reactor, _ body: @escaping @Sendable () -> Result
    ) async throws -> Result {
        let (outcomes, report) = AsyncStream.makeStream(of: Swift.Result<Result, any Error>.self)
        let job = Task(executorPreference: reactor) {
            do {
                report.yield(.success(try await self.run(body)))
            } catch {
                report.yield(.failure(error))
            }
        }
        let alarm = Task(executorPreference: reactor) {
            try await reactor.sleep(until: deadline)
            report.yield(.failure(DatabaseError.deadlineExceeded))
        }
        defer {
            alarm.cancel()
            job.cancel()
        }
        for await outcome in outcomes { return try outcome.get() }
        throw DatabaseError.cancelled
    }
}
