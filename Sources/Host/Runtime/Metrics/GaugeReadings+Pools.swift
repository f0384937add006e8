public import Contracts

extension GaugeReadings {
    /// The pools, added up per PostgreSQL server: there are few servers and may be many tenants.
    public mutating func pools(_ statistics: PoolManagerStatistics) {
        gauge("tenant_manager_pool_connections_limit", Double(statistics.maxTotalConnections))
        gauge("tenant_manager_pool_connections_all", Double(statistics.totalConnections))
        let servers = Dictionary(grouping: statistics.pools, by: \.server)
        for (server, pools) in servers.sorted(by: { $0.key < $1.key }) {
            let labels = [("server", server)]
            gauge("tenant_manager_pools", Double(pools.count), labels)
            gauge("tenant_manager_pool_connections", Double(pools.map(\.connections).reduce(0, +)), labels)
            gauge("tenant_manager_pool_connections_idle", Double(pools.map(\.idle).reduce(0, +)), labels)
            gauge("tenant_manager_pool_connections_leased", Double(pools.map(\.leased).reduce(0, +)), labels)
            gauge("tenant_manager_pool_waiting", Double(pools.map(\.waiting).reduce(0, +)), labels)
        }
    }
}
