internal import Contracts
internal import Logging

extension TenantPoolManager {
    /// Opens, checks, resets and closes connections, and keeps the time. To be called once; returns after `shutDown`.
    ///
    /// Cancelling the task abandons what is open, without waiting for anything.
    public func run() async {
        await withDiscardingTaskGroup { group in
            for await work in work {
                // A new socket belongs to the reactor of whoever waits for it; the rest runs where it may.
                group.addTask(executorPreference: executor(for: work)) { await self.perform(work) }
            }
            // Only sleepers are left.
            group.cancelAll()
        }
    }

    private func executor(for work: PoolWork) -> (any TaskExecutor)? {
        guard case .connect(_, _, let affinity?) = work else { return nil }
        return reactors.executor(affinity)
    }

    private func perform(_ work: PoolWork) async {
        switch work {
        case .connect(let id, let key, _): await connect(id, key)
        case .check(let id, let connection): await check(id, connection)
        case .reset(let id, let connection): finish(id, connection, await connection.reset() ? .reusable : .spent)
        case .cancelStatement(let connection): await connection.cancelRunningStatement()
        case .close(let id, let connection): await close(id, connection)
        case .wake(let instant): await wake(at: instant)
        }
    }

    private func connect(_ id: ConnectionID, _ key: PoolKey) async {
        do {
            let deadline = clock.now() + settings.connectTimeout
            let connection = try await driver.connect(to: findTarget(of: key, by: deadline), deadline: deadline)
            let affinity = connection.affinity
            let now = clock.now()
            update { shared in
                shared.store(connection, as: id)
                shared.state.opened(id, affinity: affinity, at: now)
            }
            connection.onHangUp { [weak self] in self?.hungUp(id) }
        } catch {
            report(error, connecting: key)
            let now = clock.now()
            update { $0.state.connectFailed(id, ConnectFault(error), at: now) }
        }
    }

    private func hungUp(_ id: ConnectionID) {
        let now = clock.now()
        update { $0.state.hungUp(id, at: now) }
    }

    /// Finding the target may take a query to the registry, which counts as part of connecting. What goes wrong with it says
    /// nothing of the server that the target is on.
    private func findTarget(of key: PoolKey, by deadline: ContinuousClock.Instant) async throws(UnknownTarget) -> ConnectionTarget {
        let scope = RequestScope(deadline: deadline, phases: PhaseClock())
        do {
            return try await RequestScope.$current.withValue(scope) { try await target(key) }
        } catch {
            throw UnknownTarget(reason: error)
        }
    }

    private func check(_ id: ConnectionID, _ connection: any PooledConnection) async {
        let isAlive = await connection.ping(deadline: clock.now() + settings.checkTimeout)
        let affinity = connection.affinity
        let now = clock.now()
        update { $0.state.checked(id, isAlive: isAlive, affinity: affinity, at: now) }
    }

    private func close(_ id: ConnectionID, _ connection: any PooledConnection) async {
        await connection.close()
        let now = clock.now()
        update { shared in
            shared.forget(id)
            shared.state.closed(id, at: now)
        }
    }

    private func wake(at instant: ContinuousClock.Instant) async {
        await clock.sleep(instant)
        // A clock may wake a moment early; the instant has come all the same.
        let now = max(instant, clock.now())
        update { $0.state.timerFired(at: now) }
    }

    private func report(_ error: any Error, connecting key: PoolKey) {
        // Only the errors of Contracts are known to hold nothing secret.
        let error = (error as? UnknownTarget)?.reason ?? error
        let reason = (error as? DatabaseError).map { String(describing: $0) } ?? String(describing: type(of: error))
        logger.warning("no connection could be opened", metadata: ["pool": "\(key)", "reason": "\(reason)"])
    }
}

/// It could not be found out where to connect.
private struct UnknownTarget: Error {
    let reason: any Error
}
