internal import Contracts

extension TenantPoolManager {
    /// Leases a connection, waiting for one until the request's deadline.
    ///
    /// - Throws: `PoolError`; `CancellationError` when the task is cancelled while it waits.
    func lease(_ request: LeaseRequest) async throws -> PoolLease {
        let scope = RequestScope.current
        let now = clock.now()
        let attempt = begin(request, until: scope?.deadline ?? now + settings.defaultWait, at: now)
        switch attempt {
        case .granted(let lease): return lease
        case .refused(let error): throw error
        case .queued(let waiter):
            defer { scope?.phases.add(now.duration(to: clock.now()), to: .poolWait) }
            return try await wait(as: waiter)
        }
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

    private enum Attempt {
        case granted(PoolLease)
        case queued(WaiterID)
        case refused(PoolError)
    }

    private func begin(
        _ request: LeaseRequest, until deadline: ContinuousClock.Instant, at now: ContinuousClock.Instant
    ) -> Attempt {
        let affinity = reactors.current()
        return update { shared in
            switch shared.state.lease(request, affinity: affinity, deadline: deadline, at: now) {
            case .granted(let id): return .granted(PoolLease(id: id, connection: shared.connection(id)))
            case .refused(let error): return .refused(error)
            case .queued(let waiter):
                shared.expect(waiter)
                return .queued(waiter)
            }
        }
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
