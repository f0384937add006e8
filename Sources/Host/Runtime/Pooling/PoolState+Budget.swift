internal import Contracts

extension PoolState {
    /// Sets a server's own budget in place of the settings'.
    mutating func limit(server name: String, to budget: Int, at now: Instant) {
        let server = server(named: name)
        servers[server].budget = budget
        openWhereRoom(on: server, at: now)
    }

    func isAtLimit(_ pool: Int) -> Bool {
        guards.contains(.poolLimit) && pools[pool].count - forgiven(pools[pool].closing) >= pools[pool].limit
    }

    func isFull(_ server: Int) -> Bool {
        let taken = servers[server].count + servers[server].kept - forgiven(servers[server].closing)
        return guards.contains(.serverBudget) && taken >= servers[server].budget
    }

    var isTotalFull: Bool {
        let budget = settings.maxTotalConnections - settings.maxRegistryConnections
        return guards.contains(.totalBudget) && sharedCount - forgiven(sharedClosing) >= budget
    }

    /// Whether a connect to the server may begin, budgets apart.
    func mayConnect(to server: Int, at now: Instant) -> Bool {
        let connecting = servers[server].connecting + servers[server].kept
        if guards.contains(.connectLimit), connecting >= settings.maxConnectsPerServer { return false }
        guard guards.contains(.breaker) else { return true }
        switch servers[server].breaker.permission(at: now) {
        case .freely: return true
        case .asProbe: return servers[server].kept == 0
        case .no: return false
        }
    }

    /// Whether the pool's waiters need a connection more than those that are coming, and the pool may have one.
    func needsConnection(_ pool: Int, at now: Instant) -> Bool {
        let state = pools[pool]
        guard state.waiters.count > state.incoming, !isAtLimit(pool) else { return false }
        // The first connection is opened alone: if it cannot be had, the others could not either. Then as many as there are.
        if guards.contains(.stepwiseGrowth), state.connecting >= max(1, state.established) { return false }
        return state.breaker.permission(at: now) != .no
    }

    /// Why nobody of the pool may wait for a new connection just now; nil when they may.
    func refusal(for pool: Int, at now: Instant) -> PoolError? {
        guard guards.contains(.breaker) else { return nil }
        if let refusal = servers[pools[pool].server].breaker.refusal(at: now) { return refusal }
        return pools[pool].established == 0 ? pools[pool].breaker.refusal(at: now) : nil
    }

    mutating func server(named name: String) -> Int {
        if let server = serverByName[name] { return server }
        servers.append(PoolServer(name: name, budget: settings.maxConnectionsPerServer))
        serverByName[name] = servers.count - 1
        return servers.count - 1
    }

    /// Closes idle connections for the pools that wait, one each, those of the least recently used pool first.
    mutating func makeRoom(on server: Int) {
        while servers[server].turns.count > servers[server].closing, isFull(server), let pool = servers[server].idlePools.first {
            beginClose(pools[pool].idle[0])
        }
    }

    /// The same for the host's total.
    mutating func makeRoomInTotal() {
        while totalTurns.count > sharedClosing, isTotalFull {
            let candidates = servers.compactMap(\.idlePools.first)
            guard let pool = candidates.min(by: { pools[$0].lastUsed < pools[$1].lastUsed }) else { return }
            beginClose(pools[pool].idle[0])
        }
    }

    /// With `closingCounts` left out, what is being closed takes no room.
    private func forgiven(_ closing: Int) -> Int { guards.contains(.closingCounts) ? 0 : closing }
}
