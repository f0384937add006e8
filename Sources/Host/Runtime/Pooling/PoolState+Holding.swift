internal import Contracts

extension PoolState {
    /// Has the pool pause: who asks for a connection waits in line, within its deadline and the limit of waiters, as if all were busy.
    /// Idle connections are closed now, those in use as they come back, undisturbed. The pause ends with `endHold`, or by itself at
    /// `end`. Held again, the later word counts.
    mutating func beginHold(_ key: PoolKey, until end: Instant, at now: Instant) {
        heldKeys[key] = end
        wake(at: end)
        guard let pool = poolByKey[key] else { return }
        pools[pool].isHeld = true
        leaveTurn(pool)
        doomConnections(at: now, interrupting: false) { $0 == pool }
        openWhereRoom(on: pools[pool].server, at: now)
        removeIfEmpty(pool, at: now)
    }

    /// Ends the pause. Those who waited are served in their order.
    ///
    /// - Parameter place: the server on which the database lies now, and the revision that says so; nil leaves both to the next request.
    mutating func endHold(_ key: PoolKey, place: (server: String, revision: Int)?, at now: Instant) {
        guard heldKeys.removeValue(forKey: key) != nil, let pool = poolByKey[key] else { return }
        pools[pool].isHeld = false
        // What was known of connecting may be of another server.
        pools[pool].breaker.succeed()
        if let place, pools[pool].revision <= place.revision {
            pools[pool].revision = place.revision
            if servers[pools[pool].server].name != place.server { relocate(pool, to: server(named: place.server), at: now) }
        }
        serve(pool, at: now)
        removeIfEmpty(pool, at: now)
    }

    /// Ends the pauses that nobody has ended in time.
    mutating func endOverdueHolds(at now: Instant) {
        for (key, end) in heldKeys where end <= now { endHold(key, place: nil, at: now) }
        if let earliest = heldKeys.values.min() { wake(at: earliest) }
    }

    /// Whether the pool's waiters are to wait whatever there is.
    func isHeld(_ pool: Int) -> Bool { pools[pool].isHeld && guards.contains(.hold) }
}
