internal import Contracts

extension TenantPoolManager {
    /// How a request for a connection stands.
    enum Attempt {
        case granted(PoolLease)
        /// To be waited for by `wait`, since then.
        case queued(WaiterID, since: ContinuousClock.Instant)
        case refused(PoolError)
    }

    /// Leases an idle connection at once, or takes a place among those that wait until the request's deadline.
    func begin(_ request: LeaseRequest) -> Attempt {
        let now = clock.now()
        let deadline = RequestScope.current?.deadline ?? now + settings.defaultWait
        let affinity = reactors.current()
        return update { shared in
            switch shared.state.lease(request, affinity: affinity, deadline: deadline, at: now) {
            case .granted(let id): return .granted(PoolLease(id: id, connection: shared.connection(id)))
            case .refused(let error): return .refused(error)
            case .queued(let waiter):
                shared.expect(waiter)
                return .queued(waiter, since: now)
            }
        }
    }

    /// - Throws: `PoolError`; `CancellationError` when the task is cancelled while it waits.
    func wait(as waiter: WaiterID, since start: ContinuousClock.Instant) async throws -> PoolLease {
        let scope = RequestScope.current
        defer { scope?.phases.add(start.duration(to: clock.now()), to: .poolWait) }
        return try await wait(as: waiter)
    }

    /// Takes the connection back after its use when there is nothing to reset.
    ///
    /// - Returns: false when there may be, which is left to `takeBack`.
    func takeBackAtOnce(_ lease: PoolLease) -> Bool {
        guard !Task.isCancelled, lease.connection.isPristine else { return false }
        finish(lease.id, lease.connection, .reusable)
        return true
    }

    /// Takes the connection back after its use, resetting it first.
    func takeBack(_ lease: PoolLease) async {
        guard !Task.isCancelled else { return resetInBackground(lease) }
        let isReusable = await lease.connection.reset()
        finish(lease.id, lease.connection, isReusable ? .reusable : .spent)
    }

    /// Takes the connection back after its use failed.
    ///
    /// - Returns: what to report: `error`, or why the connection was taken from under the request.
    func takeBack(_ lease: PoolLease, after error: any Error) async -> any Error {
        let end = UseEnd(error)
        let interruption = end == .interrupted ? update { $0.state.interruption(of: lease.id) } : nil
        switch end {
        case .connectionLost: finish(lease.id, lease.connection, .broken)
        case .interrupted: resetInBackground(lease)
        case .failed: await takeBack(lease)
        }
        return interruption ?? error
    }

    /// The connection is in nobody's hands any more.
    func finish(_ id: ConnectionID, _ connection: any PooledConnection, _ end: LeaseEnd) {
        let affinity = connection.affinity
        let now = clock.now()
        update { $0.state.release(id, end, affinity: affinity, at: now) }
    }

    private func wait(as waiter: WaiterID) async throws -> PoolLease {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let answer = update { $0.suspend(waiter, continuation) }
                if let answer { continuation.resume(with: answer) }
            }
        } onCancel: {
            let now = clock.now()
            let continuation = update { shared in
                shared.state.cancel(waiter, at: now) ? shared.answer(waiter, .failure(CancellationError())) : nil
            }
            continuation?.resume(throwing: CancellationError())
        }
    }

    /// A task that is cancelled or late cannot talk to the server any more; the connection is cleaned without it.
    private func resetInBackground(_ lease: PoolLease) {
        update { $0.state.beginReset(lease.id) }
        perform(.work(.reset(lease.id, lease.connection)))
    }
}
