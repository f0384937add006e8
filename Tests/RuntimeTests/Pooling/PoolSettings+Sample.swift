@testable import HostRuntime

extension PoolSettings {
    /// Small limits and round times.
    static func sample(
        perTenant: Int = 4, perServer: Int = 8, total: Int = 100, registry: Int = 2, waiters: Int = 6,
        connects: Int = 4, threshold: Int = 3
    ) -> PoolSettings {
        PoolSettings(
            maxConnectionsPerTenant: perTenant, maxConnectionsPerServer: perServer, maxTotalConnections: total,
            maxRegistryConnections: registry, maxWaitersPerTenant: waiters, defaultWait: .seconds(5),
            idleTimeout: .seconds(600), maxLifetime: .seconds(3600), lifetimeJitter: 0, checkIdleAfter: .seconds(60),
            checkTimeout: .seconds(1), connectTimeout: .seconds(5), maxConnectsPerServer: connects,
            breakerThreshold: threshold, breakerBackoff: .milliseconds(200), breakerMaxBackoff: .seconds(30))
    }
}
