import HostReactor
import HostRegistry
import HostRuntime

extension PoolSettings {
    init(_ settings: HostSettings) {
        let pools = settings.pools
        self.init(
            maxConnectionsPerTenant: pools.maxConnectionsPerTenant, maxConnectionsPerServer: pools.maxTotalConnections,
            maxTotalConnections: pools.maxTotalConnections, maxRegistryConnections: settings.registry.poolSize,
            maxWaitersPerTenant: pools.maxWaitersPerTenant, defaultWait: pools.waitTimeout, idleTimeout: pools.idleTimeout,
            maxLifetime: pools.maxLifetime, lifetimeJitter: Double(pools.lifetimeJitterPercent) / 100,
            checkIdleAfter: pools.idleCheck, checkTimeout: pools.idleCheckTimeout, connectTimeout: pools.connectTimeout,
            maxConnectsPerServer: pools.maxConnectingPerServer, breakerThreshold: pools.breaker.failures,
            breakerBackoff: pools.breaker.pause, breakerMaxBackoff: pools.breaker.maxPause)
    }
}

extension PoolReactors {
    /// Connections are opened on the reactor that asks for them and preferred there.
    static func of(_ group: ReactorGroup) -> PoolReactors {
        PoolReactors(
            current: { Reactor.current?.index },
            executor: { index in group.reactors.indices.contains(index) ? group.reactors[index] : nil })
    }
}

extension FeedSettings {
    init(_ directory: HostSettings.Tenancy.Directory) {
        self.init(pollInterval: directory.pollInterval, readTimeout: min(.seconds(2), directory.maxStaleness))
    }
}
