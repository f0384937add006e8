internal import Contracts

extension PoolState {
    /// The tenants' pools; the registry's connections are in the total alone.
    var statistics: PoolManagerStatistics {
        var entries: [PoolStatistics] = []
        for index in 0..<pools.endIndex where pools.isUsed(index) {
            guard case .tenant(let tenant) = pools[index].key else { continue }
            let pool = pools[index]
            entries.append(
                PoolStatistics(
                    tenant: tenant, server: servers[pool.server].name, connections: pool.count, idle: pool.idle.count,
                    leased: pool.leased, waiting: pool.waiters.count, maxConnections: pool.limit))
        }
        return PoolManagerStatistics(
            totalConnections: connections.count, maxTotalConnections: settings.maxTotalConnections, pools: entries)
    }
}
