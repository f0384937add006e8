internal import Contracts

extension PoolState {
    /// A request wants a connection: an idle one at once, or a place among those that wait until `deadline`.
    mutating func lease(_ request: LeaseRequest, affinity: Int?, deadline: Instant, at now: Instant) -> LeaseAnswer {
        if isShuttingDown { return .refused(.shuttingDown) }
        guard let pool = pool(for: request, at: now) else { return .refused(.tenantClosed) }
        if pools[pool].waiters.isEmpty, !isHeld(pool), let id = takeIdle(of: pool, affinity: affinity, at: now) {
            hold(id, at: now)
            return .granted(id)
        }
        let answer = queue(in: pool, affinity: affinity, deadline: deadline, at: now)
        serve(pool, at: now)
        removeIfEmpty(pool, at: now)
        return answer
    }

    /// A lease ended, or a connection that was being reset is as good as new or is not.
    mutating func release(_ id: ConnectionID, _ end: LeaseEnd, affinity: Int?, at now: Instant) {
        let pool = connections[id.index].pool
        connections[id.index].affinity = affinity
        connections[id.index].lastUsed = now
        pools[pool].lastUsed = now
        switch end {
        case .reusable: putBack(id, afterUse: true, at: now)
        case .spent: close(id, at: now)
        case .broken:
            // Where one broke, others may have: each is checked before its next use.
            servers[connections[id.index].server].suspected = now
            close(id, at: now)
        }
    }

    /// A lease ended; the connection will be reset in the background, and `release` says how that went.
    mutating func beginReset(_ id: ConnectionID) { move(id, to: .resetting) }

    /// Why the connection was taken from under its request; nil when it was not.
    func interruption(of id: ConnectionID) -> PoolError? {
        guard connections[id.index].isDoomed else { return nil }
        if isShuttingDown { return .shuttingDown }
        return pools[connections[id.index].pool].isClosed ? .tenantClosed : nil
    }

    /// The pool of the request, made if need be; nil when it is closed.
    private mutating func pool(for request: LeaseRequest, at now: Instant) -> Int? {
        let isReserved = request.key == .registry
        let ceiling = isReserved ? settings.maxRegistryConnections : Int.max
        let limit = max(1, min(ceiling, request.maxConnections ?? (isReserved ? ceiling : settings.maxConnectionsPerTenant)))
        if let pool = poolByKey[request.key] {
            if pools[pool].isClosed { return nil }
            pools[pool].limit = limit
            // A request that began before a change of place goes on leasing, and must not bring the pool back.
            if pools[pool].revision <= request.revision, servers[pools[pool].server].name != request.server {
                relocate(pool, to: server(named: request.server), at: now)
            }
            if pools[pool].revision < request.revision { renew(pool, as: request.revision, at: now) }
            return pool
        }
        if closedKeys.contains(request.key) { return nil }
        var made = Pool(
            key: request.key, server: server(named: request.server), revision: request.revision, limit: limit, lastUsed: now)
        made.isHeld = heldKeys[request.key] != nil
        let pool = pools.insert(made).index
        poolByKey[request.key] = pool
        scheduleSweep(at: now)
        return pool
    }

    /// A connection that is open and in nobody's hands goes to a waiter, to another pool, or to rest.
    ///
    /// - Parameter afterUse: whether it has just served this pool. One that was opened for a waiter serves it before it is given up,
    ///   or pools would close each other's new connections for ever.
    mutating func putBack(_ id: ConnectionID, afterUse: Bool, at now: Instant) {
        let pool = connections[id.index].pool
        guard isUsable(id, at: now) else { return close(id, at: now) }
        let mayGiveUp = pools[pool].waiters.isEmpty || (afterUse && guards.contains(.handOver))
        if mayGiveUp, isClaimedElsewhere(id) { return close(id, at: now) }
        guard let waiter = takeWaiter(of: pool, at: now) else { return rest(id, at: now) }
        hold(id, at: now)
        emit(.grant(waiter, id))
        if pools[pool].turn != .none { serve(pool, at: now) }
    }

    /// Gives the pool's waiters what there is, and sees to what they still need.
    mutating func serve(_ pool: Int, at now: Instant) {
        guard !isHeld(pool) else { return }
        while pools[pool].waiters.count > pools[pool].incoming, !pools[pool].idle.isEmpty {
            guard let id = takeIdle(of: pool, affinity: nil, at: now) else { continue }
            guard let waiter = takeWaiter(of: pool, at: now) else { return rest(id, at: now) }
            hold(id, at: now)
            emit(.grant(waiter, id))
        }
        if let refusal = refusal(for: pool, at: now) {
            while pools[pool].waiters.count > pools[pool].incoming, let waiter = pools[pool].waiters.first {
                refuse(waiter, refusal)
            }
        }
        if needsConnection(pool, at: now) { enterTurn(pool) } else { leaveTurn(pool) }
        openWhereRoom(on: pools[pool].server, at: now)
    }

    func isUsable(_ id: ConnectionID, at now: Instant) -> Bool {
        let connection = connections[id.index]
        let isDoomed = connection.isDoomed && guards.contains(.fence)
        let isExpired = connection.expires <= now && guards.contains(.lifetime)
        let isEnded = connection.hasHungUp && guards.contains(.hangUp)
        return !isDoomed && !isExpired && !isEnded && pools[connection.pool].count <= pools[connection.pool].limit
    }

    /// Marks the connection as leased.
    mutating func hold(_ id: ConnectionID, at now: Instant) {
        move(id, to: .leased)
        connections[id.index].lastUsed = now
        pools[connections[id.index].pool].lastUsed = now
    }
}
