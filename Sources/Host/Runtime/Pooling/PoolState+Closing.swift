internal import Contracts

extension PoolState {
    /// Fences the pool off: its waiters are refused, its connections closed, those in use after cancelling what runs on them;
    /// nobody is let in until `reopen`.
    ///
    /// - Returns: whether a `drained` will follow; if not, no connection of it is left.
    mutating func close(_ key: PoolKey, at now: Instant) -> Bool {
        closedKeys.insert(key)
        guard let pool = poolByKey[key] else { return false }
        pools[pool].isClosed = true
        refuseAll(of: pool, .tenantClosed)
        leaveTurn(pool)
        doomConnections(at: now) { $0 == pool }
        let isDraining = pools[pool].doomed > 0
        openWhereRoom(on: pools[pool].server, at: now)
        removeIfEmpty(pool, at: now)
        return isDraining
    }

    mutating func reopen(_ key: PoolKey) {
        closedKeys.remove(key)
        if let pool = poolByKey[key] { pools[pool].isClosed = false }
    }

    /// Closes all pools for good.
    ///
    /// - Returns: whether a `terminated` will follow; if not, no connection is left.
    mutating func shutDown(at now: Instant) -> Bool {
        isShuttingDown = true
        for pool in 0..<pools.endIndex where pools.isUsed(pool) {
            refuseAll(of: pool, .shuttingDown)
            leaveTurn(pool)
        }
        doomConnections(at: now) { _ in true }
        return !connections.isEmpty
    }

    /// The tenant's database lies on another server now. Those who wait go on waiting, for the new one.
    mutating func relocate(_ pool: Int, to server: Int, at now: Instant) {
        let former = pools[pool].server
        leaveTurn(pool)
        doomConnections(at: now, interrupting: false) { $0 == pool }
        pools[pool].server = server
        pools[pool].breaker.succeed()
        serve(pool, at: now)
        openWhereRoom(on: former, at: now)
    }

    /// Connections are made otherwise than before. Those in use are closed as they come back; those who wait go on waiting, for new ones.
    mutating func renew(_ pool: Int, as revision: Int, at now: Instant) {
        doomConnections(at: now, interrupting: false) { $0 == pool }
        pools[pool].revision = revision
        serve(pool, at: now)
    }

    /// The server has ended the connection: an administrator did, or the server stops. An idle one goes before anybody is given it, so
    /// that no statement is sent that may or may not have run; one in use goes as it comes back.
    mutating func hungUp(_ id: ConnectionID, at now: Instant) {
        // What is told late may be about a connection that is gone, or that we are closing ourselves.
        guard connections.contains(id), connections[id.index].phase != .closing else { return }
        connections[id.index].hasHungUp = true
        // Others may be about to tell the same: each is checked before its next use.
        servers[connections[id.index].server].suspected = now
        if connections[id.index].phase == .idle, guards.contains(.hangUp) { close(id, at: now) }
    }

    /// Removes a pool that holds nothing and remembers nothing.
    mutating func removeIfEmpty(_ pool: Int, at now: Instant) {
        guard pools.isUsed(pool), pools[pool].isEmpty, pools[pool].turn == .none else { return }
        guard pools[pool].breaker.permission(at: now) != .no else { return }
        poolByKey[pools[pool].key] = nil
        pools.remove(at: pool)
    }

    /// Sees to it that none of the pools' connections is used again.
    mutating func doomConnections(at now: Instant, interrupting: Bool = true, of isMeant: (Int) -> Bool) {
        for index in 0..<connections.endIndex where connections.isUsed(index) && isMeant(connections[index].pool) {
            let id = connections.id(at: index)
            if !connections[index].isDoomed {
                connections[index].isDoomed = true
                pools[connections[index].pool].doomed += 1
            }
            switch connections[index].phase {
            case .idle: beginClose(id)
            case .leased where interrupting: emit(.cancelStatement(id))
            case .leased, .connecting, .checking, .resetting, .closing: break
            }
        }
    }
}
