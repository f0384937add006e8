import Contracts

/// Keeps a claim this host's while it works on it.
struct JobLease: Sendable {
    let claim: JobClaim
    let store: JobStore
    let registry: any Database

    private var interval: Duration { store.settings.lease / 3 }

    /// Runs `body` and renews the lease meanwhile.
    ///
    /// - Throws: what `body` throws, or `JobLost` when the lease could not be kept; `body` is cancelled then.
    func hold(_ body: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { tasks in
            tasks.addTask {
                try await body()
                return true
            }
            tasks.addTask {
                try await renew()
                return false
            }
            defer { tasks.cancelAll() }
            while let isDone = try await tasks.next() { if isDone { return } }
        }
    }

    /// Returns only when it is cancelled.
    private func renew() async throws {
        var end = ContinuousClock.now + store.settings.lease
        while (try? await Task.sleep(for: interval)) != nil {
            let began = ContinuousClock.now
            do {
                try await RequestScope.$current.withValue(RequestScope(deadline: began + interval, phases: PhaseClock())) {
                    try await store.renew(claim, in: registry)
                }
                end = began + store.settings.lease
            } catch let error as JobLost {
                throw error
            } catch {
                // The registry may be back in time. Past the lease somebody else may have the job.
                guard ContinuousClock.now < end, !Task.isCancelled else { throw JobLost() }
            }
        }
    }
}
