internal import Contracts

extension HostSettings {
    /// The pools of all tenants together, on this host.
    public struct Pools: Sendable {
        public let maxConnectionsPerTenant: Int
        public let maxTotalConnections: Int
        /// A pool that was not used for so long is closed.
        public let idleTimeout: Duration
        public let maxWaitersPerTenant: Int
        /// How long work outside a request waits for a connection; a request waits until its own deadline.
        public let waitTimeout: Duration
        /// A connection older than this is closed on return, give or take the jitter.
        public let maxLifetime: Duration
        public let lifetimeJitterPercent: Int
        /// A connection that was idle for so long is tried before it is lent.
        public let idleCheck: Duration
        /// How long that trial may take.
        public let idleCheckTimeout: Duration
        public let connectTimeout: Duration
        /// Connections being opened to one server at once.
        public let maxConnectingPerServer: Int
        public let breaker: Breaker

        /// When a server that does not answer is left alone, and for how long.
        public struct Breaker: Sendable {
            /// Failures in a row that open it.
            public let failures: Int
            /// The first pause; each further one doubles up to `maxPause`.
            public let pause: Duration
            public let maxPause: Duration

            init(_ decoder: inout SettingsDecoder) {
                failures = decoder.integer("failures", default: 3, in: 1...1_000)
                let shortest = decoder.integer("pause_ms", default: 500, in: 10...600_000)
                pause = .milliseconds(shortest)
                // A standby that was promoted is to be found within moments, however long nothing answered.
                maxPause = decoder.milliseconds("max_pause_ms", default: max(2_000, shortest), in: 10...3_600_000)
                if maxPause < pause { decoder.report(key: "max_pause_ms", "must not be below pause_ms") }
            }
        }

        init(_ decoder: inout SettingsDecoder) {
            maxConnectionsPerTenant = decoder.integer("max_connections_per_tenant", default: 10, in: 1...10_000)
            maxTotalConnections = decoder.integer("max_total_connections", default: 10_000, in: 1...1_000_000)
            idleTimeout = decoder.milliseconds("idle_timeout_ms", default: 1_800_000, in: 100...86_400_000)
            maxWaitersPerTenant = decoder.integer("max_waiters_per_tenant", default: 256, in: 0...100_000)
            waitTimeout = decoder.milliseconds("wait_timeout_ms", default: 5_000, in: 10...600_000)
            maxLifetime = decoder.milliseconds("max_lifetime_ms", default: 3_600_000, in: 1_000...86_400_000)
            lifetimeJitterPercent = decoder.integer("lifetime_jitter_percent", default: 10, in: 0...50)
            idleCheck = decoder.milliseconds("idle_check_ms", default: 30_000, in: 100...86_400_000)
            idleCheckTimeout = decoder.milliseconds("idle_check_timeout_ms", default: 1_000, in: 10...60_000)
            connectTimeout = decoder.milliseconds("connect_timeout_ms", default: 5_000, in: 100...600_000)
            maxConnectingPerServer = decoder.integer("max_connecting_per_server", default: 8, in: 1...1_000)
            breaker = decoder.nested("breaker") { Breaker(&$0) }
        }
    }
}
