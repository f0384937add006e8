internal import Contracts

extension PoolState {
    /// Begins to open a connection for the pool; room for it has been seen to.
    mutating func open(_ pool: Int, at now: Instant) {
        let server = pools[pool].server
        let id = connections.insert(PoolConnection(pool: pool, server: server, lastUsed: now, expires: now))
        servers[server].count += 1
        if !pools[pool].isReserved { sharedCount += 1 }
        tally(.connecting, of: id.index, by: 1)
        servers[server].breaker.begin()
        pools[pool].breaker.begin()
        let affinity = pools[pool].waiters.first.flatMap { waiters[$0].affinity }
        emit(.connect(id, pools[pool].key, affinity: affinity))
    }

    /// The connection is open.
    mutating func opened(_ id: ConnectionID, affinity: Int?, at now: Instant) {
        let pool = connections[id.index].pool
        servers[connections[id.index].server].breaker.succeed()
        pools[pool].breaker.succeed()
        connections[id.index].affinity = affinity
        connections[id.index].lastUsed = now
        connections[id.index].expires = now + random.shorten(settings.maxLifetime, by: settings.lifetimeJitter)
        putBack(id, afterUse: false, at: now)
        serve(pool, at: now)
    }

    /// The connection could not be opened; nothing of it is left.
    mutating func connectFailed(_ id: ConnectionID, _ fault: ConnectFault, at now: Instant) {
        let pool = connections[id.index].pool
        let server = connections[id.index].server
        forget(id)
        let isServerDown = judge(fault, pool: pool, server: server, at: now)
        if isServerDown { serveAll(on: server, at: now) }
        settle(pool, server: server, at: now)
    }

    /// The sign of life that was asked of the connection has come, or has not.
    mutating func checked(_ id: ConnectionID, isAlive: Bool, affinity: Int?, at now: Instant) {
        guard isAlive else { return release(id, .broken, affinity: affinity, at: now) }
        connections[id.index].affinity = affinity
        connections[id.index].lastUsed = now
        putBack(id, afterUse: false, at: now)
    }

    /// Begins to close the connection, whatever its state, and sees to its pool's waiters.
    mutating func close(_ id: ConnectionID, at now: Instant) {
        beginClose(id)
        serve(connections[id.index].pool, at: now)
    }

    mutating func beginClose(_ id: ConnectionID) {
        if connections[id.index].phase == .idle { removeFromIdle(id) }
        move(id, to: .closing)
        emit(.close(id))
    }

    /// The connection's socket is closed: its room is free.
    mutating func closed(_ id: ConnectionID, at now: Instant) {
        let pool = connections[id.index].pool
        let server = connections[id.index].server
        forget(id)
        settle(pool, server: server, at: now)
    }

    mutating func move(_ id: ConnectionID, to phase: PoolConnection.Phase) {
        tally(connections[id.index].phase, of: id.index, by: -1)
        connections[id.index].phase = phase
        tally(phase, of: id.index, by: 1)
    }

    /// - Returns: whether the server's breaker opened.
    private mutating func judge(_ fault: ConnectFault, pool: Int, server: Int, at now: Instant) -> Bool {
        if fault == .refused {
            // Whoever refuses is there.
            servers[server].breaker.succeed()
            _ = pools[pool].breaker.fail(at: now, threshold: 1, settings: settings, random: &random)
            return false
        }
        servers[server].suspected = now
        // Had this been the pool's own probe, it has shown nothing of the pool; the next one may.
        if !pools[pool].breaker.isClosed {
            _ = pools[pool].breaker.fail(at: now, threshold: 1, settings: settings, random: &random)
        }
        let threshold = fault == .silent ? 1 : settings.breakerThreshold
        return servers[server].breaker.fail(at: now, threshold: threshold, settings: settings, random: &random)
    }

    /// Sees to all who wait for a server whose breaker has opened: those whom no connection on its way can serve are refused.
    private mutating func serveAll(on server: Int, at now: Instant) {
        for pool in 0..<pools.endIndex where pools.isUsed(pool) && pools[pool].server == server && !pools[pool].waiters.isEmpty {
            serve(pool, at: now)
        }
    }

    /// Takes the connection out of all counts.
    private mutating func forget(_ id: ConnectionID) {
        let connection = connections[id.index]
        tally(connection.phase, of: id.index, by: -1)
        servers[connection.server].count -= 1
        if !pools[connection.pool].isReserved { sharedCount -= 1 }
        connections.remove(at: id.index)
        if connection.isDoomed {
            pools[connection.pool].doomed -= 1
            if pools[connection.pool].doomed == 0 { emit(.drained(pools[connection.pool].key)) }
        }
        if isShuttingDown, connections.isEmpty { emit(.terminated) }
    }

    /// Uses the room that a connection left.
    private mutating func settle(_ pool: Int, server: Int, at now: Instant) {
        serve(pool, at: now)
        openWhereRoom(on: server, at: now)
        openWhereRoomInTotal(at: now)
        removeIfEmpty(pool, at: now)
    }

    private mutating func tally(_ phase: PoolConnection.Phase, of connection: Int, by change: Int) {
        let pool = connections[connection].pool
        let server = connections[connection].server
        switch phase {
        case .idle: break
        case .connecting:
            pools[pool].connecting += change
            servers[server].connecting += change
        case .checking: pools[pool].checking += change
        case .leased: pools[pool].leased += change
        case .resetting: pools[pool].resetting += change
        case .closing:
            pools[pool].closing += change
            servers[server].closing += change
            if !pools[pool].isReserved { sharedClosing += change }
        }
    }
}
