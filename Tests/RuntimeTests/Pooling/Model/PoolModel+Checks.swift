import Contracts

@testable import HostRuntime

extension PoolModel {
    var totalBudget: Int { settings.maxTotalConnections - settings.maxRegistryConnections }

    func budget(of server: Int) -> Int { server < 3 ? budgets[server] : settings.maxConnectionsPerServer }

    func limit(of tenant: Int) -> Int {
        tenant == Self.registry ? settings.maxRegistryConnections : settings.maxConnectionsPerTenant
    }

    /// A pool with waiters and without a connection that serves or soon will, for no reason but that there is no room.
    func isNewcomer(_ tenant: Int) -> Bool {
        guard !waiters[tenant].isEmpty, heldUntil[tenant] == nil, breakers[placement[tenant]].closedUntil == nil,
            !hasOwnBreaker(tenant)
        else { return false }
        let own = connections.filter { $0.tenant == tenant }
        return own.count < limit(of: tenant) && own.allSatisfy { $0.phase == .closing }
    }

    /// Compares the limits with every connection there is, in whatever state.
    mutating func checkLimits() {
        let load = PoolLoad(connections, tenants: keys.count)
        for tenant in keys.indices {
            if load.perTenant[tenant] > limit(of: tenant) { fail(.poolLimit) }
            if waiters[tenant].count > settings.maxWaitersPerTenant { fail(.waiterLimit) }
        }
        for server in 0..<4 {
            if load.perServer[server] > budget(of: server) { fail(.serverBudget) }
            if load.connecting[server] > settings.maxConnectsPerServer { fail(.connectLimit) }
        }
        if connections.count - load.perTenant[Self.registry] > totalBudget { fail(.totalBudget) }
    }

    /// Looks for waiters that nothing is done for.
    mutating func checkWaiters() {
        guard waiters.contains(where: { !$0.isEmpty }) else { return }
        let load = PoolLoad(connections, tenants: keys.count)
        for tenant in keys.indices
        where !waiters[tenant].isEmpty && heldUntil[tenant] == nil && load.perTenant[tenant] < limit(of: tenant) {
            let server = placement[tenant]
            guard load.connecting[server] < settings.maxConnectsPerServer else { continue }
            checkNotForgotten(tenant, isServerFull: load.perServer[server] >= budget(of: server))
        }
    }

    /// One connection at first, then at most as many as are open; never more than waiters need.
    mutating func checkGrowth(of tenant: Int) {
        let own = connections.filter { $0.tenant == tenant }
        let connecting = own.count { $0.phase == .connecting }
        let established = own.count { $0.phase != .connecting && $0.phase != .closing }
        if connecting >= max(1, established) || connecting >= waiters[tenant].count { fail(.growth) }
    }

    /// Every other pool without a connection that could have had this room saw `tenant` take a turn.
    mutating func takeTurn(_ tenant: Int) {
        for other in keys.indices where other != tenant && other != Self.registry && isNewcomer(other) {
            guard isTotalBinding ? tenant != Self.registry : placement[other] == placement[tenant] else { continue }
            turns[other][tenant] += 1
            if turns[other][tenant] > 1 { fail(.fairness) }
        }
    }

    /// Whether a connection that `tenant` gives back belongs to pools that have none: there is no room without it, and fewer
    /// connections are being closed than such pools wait.
    func isOwedToNewcomers(by tenant: Int) -> Bool {
        guard tenant != Self.registry else { return false }
        let sharing = connections.filter {
            $0.tenant != Self.registry && (isTotalBinding || $0.server == placement[tenant])
        }
        let newcomers = (0..<Self.tenantCount).count {
            $0 != tenant && (isTotalBinding || placement[$0] == placement[tenant]) && isNewcomer($0)
        }
        let room = isTotalBinding ? totalBudget : budget(of: placement[tenant])
        return sharing.count >= room && sharing.count { $0.phase == .closing } < newcomers
    }

    mutating func checkStatistics() {
        let statistics = state.statistics
        guard statistics.totalConnections == connections.count else { return fail(.statistics) }
        for pool in statistics.pools {
            guard let tenant = keys.firstIndex(of: .tenant(pool.tenant)) else { return fail(.statistics) }
            let own = connections.filter { $0.tenant == tenant }
            let isRight =
                pool.connections == own.count && pool.idle == own.count { $0.phase == .idle }
                && pool.leased == own.count { $0.phase == .leased } && pool.waiting == waiters[tenant].count
            if !isRight { return fail(.statistics) }
        }
    }

    private var isTotalBinding: Bool { settings.maxConnectionsPerServer > settings.maxTotalConnections }

    private mutating func checkNotForgotten(_ tenant: Int, isServerFull: Bool) {
        let own = connections.filter { $0.tenant == tenant && $0.phase != .closing }
        let incoming = own.count { $0.phase == .connecting || $0.phase == .checking || $0.phase == .resetting }
        guard waiters[tenant].count > incoming, breakers[placement[tenant]].closedUntil == nil else { return }
        if own.contains(where: { $0.phase == .idle }) { fail(.forgottenWaiter) }
        let connecting = own.count { $0.phase == .connecting }
        guard connecting < max(1, own.count - connecting), !hasOwnBreaker(tenant) else { return }
        let shared = connections.filter { $0.tenant != Self.registry }
        let isTotalFull = shared.count >= totalBudget && tenant != Self.registry
        if !isServerFull, !isTotalFull { return fail(.forgottenWaiter) }
        let rivals = isServerFull ? shared.filter { $0.server == placement[tenant] } : shared
        if rivals.contains(where: { $0.phase == .idle }), !rivals.contains(where: { $0.phase == .closing }) {
            fail(.forgottenWaiter)
        }
    }

    /// Whether the pool was refused lately; whether it is still left alone for it only the state knows.
    private func hasOwnBreaker(_ tenant: Int) -> Bool {
        state.poolByKey[keys[tenant]].map { !state.pools[$0].breaker.isClosed } ?? false
    }
}
