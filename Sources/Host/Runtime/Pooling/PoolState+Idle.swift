internal import Contracts

extension PoolState {
    /// How many of a pool's idle connections are looked at for one on the caller's reactor.
    private static let affinitySearch = 16

    /// Takes an idle connection that can be used as it is: one on the caller's reactor, else the one used last.
    ///
    /// - Returns: nil when there is none. If there was one that has to be checked first, it is being checked then.
    mutating func takeIdle(of pool: Int, affinity: Int?, at now: Instant) -> ConnectionID? {
        while let id = preferredIdle(of: pool, affinity: affinity, at: now) {
            if connections[id.index].expires <= now, guards.contains(.lifetime) {
                beginClose(id)
                continue
            }
            removeFromIdle(id)
            if !needsCheck(id, at: now) {
                listByUse(pool)
                return id
            }
            move(id, to: .checking)
            emit(.check(id))
            return nil
        }
        return nil
    }

    /// Puts the connection among the idle ones.
    mutating func rest(_ id: ConnectionID, at now: Instant) {
        let pool = connections[id.index].pool
        move(id, to: .idle)
        if !pools[pool].idle.isEmpty { unlist(pool) }
        pools[pool].idle.append(id)
        list(pool)
    }

    mutating func removeFromIdle(_ id: ConnectionID) {
        let pool = connections[id.index].pool
        guard let position = pools[pool].idle.lastIndex(of: id) else { return }
        pools[pool].idle.remove(at: position)
        if pools[pool].idle.isEmpty { unlist(pool) }
    }

    /// Closes the idle connection if nobody used it for long or it is too old.
    mutating func closeStale(_ id: ConnectionID, at now: Instant) {
        let connection = connections[id.index]
        guard connection.lastUsed + settings.idleTimeout <= now || connection.expires <= now else { return }
        beginClose(id)
    }

    private func preferredIdle(of pool: Int, affinity: Int?, at now: Instant) -> ConnectionID? {
        guard let newest = pools[pool].idle.last else { return nil }
        guard let affinity, connections[newest.index].affinity != affinity else { return newest }
        for id in pools[pool].idle.reversed().prefix(Self.affinitySearch)
        where connections[id.index].affinity == affinity && !needsCheck(id, at: now) {
            return id
        }
        return newest
    }

    private func needsCheck(_ id: ConnectionID, at now: Instant) -> Bool {
        let lastUsed = connections[id.index].lastUsed
        if lastUsed + settings.checkIdleAfter <= now { return true }
        guard let suspected = servers[connections[id.index].server].suspected else { return false }
        return lastUsed <= suspected
    }

    /// Moves the pool behind all others of its server, if it still has idle connections: it is used just now.
    private mutating func listByUse(_ pool: Int) {
        guard !pools[pool].idle.isEmpty else { return }
        unlist(pool)
        list(pool)
    }

    /// The registry's connections are not listed: they are never closed to make room.
    private mutating func list(_ pool: Int) {
        guard !pools[pool].isReserved else { return }
        idleLinks.append(pool, to: &servers[pools[pool].server].idlePools)
    }

    private mutating func unlist(_ pool: Int) {
        guard !pools[pool].isReserved else { return }
        idleLinks.remove(pool, from: &servers[pools[pool].server].idlePools)
    }
}
