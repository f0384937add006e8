/// The limits and times of all pools. The defaults are those of the host's settings; none are repeated here.
public struct PoolSettings: Sendable {
    /// Most connections of one tenant, in every state, unless its plan says otherwise.
    public var maxConnectionsPerTenant: Int
    /// Most connections to one PostgreSQL server, unless `TenantPoolManager.limit(server:to:)` sets another number.
    public var maxConnectionsPerServer: Int
    /// Most connections of the whole host, the registry's among them.
    public var maxTotalConnections: Int
    /// The part of `maxTotalConnections` that is set aside for the registry.
    public var maxRegistryConnections: Int
    /// Most requests of one tenant that wait for a connection; one more is refused at once.
    public var maxWaitersPerTenant: Int
    /// How long work outside a request waits for a connection; a request waits until its own deadline.
    public var defaultWait: Duration
    /// How long a connection stays unused before it is closed; its pool goes with its last one.
    public var idleTimeout: Duration
    /// The age at which a connection is closed instead of being used again.
    public var maxLifetime: Duration
    /// The part of `maxLifetime`, 0 to 1, by which ages differ at random, so that connections do not all end together.
    public var lifetimeJitter: Double
    /// A connection unused for this long is asked for a sign of life before it is leased.
    public var checkIdleAfter: Duration
    /// How long that sign of life may take.
    public var checkTimeout: Duration
    /// How long opening a connection may take.
    public var connectTimeout: Duration
    /// Most connections to one server that are being opened at the same time.
    public var maxConnectsPerServer: Int
    /// Failed connects in a row after which a server counts as down. A connect that times out counts as all of them.
    public var breakerThreshold: Int
    /// How long a server that is down is left alone at first; doubled at each failed probe, less up to half at random.
    public var breakerBackoff: Duration
    /// The longest that a server that is down is left alone.
    public var breakerMaxBackoff: Duration

    public init(
        maxConnectionsPerTenant: Int, maxConnectionsPerServer: Int, maxTotalConnections: Int, maxRegistryConnections: Int,
        maxWaitersPerTenant: Int, defaultWait: Duration, idleTimeout: Duration, maxLifetime: Duration, lifetimeJitter: Double,
        checkIdleAfter: Duration, checkTimeout: Duration, connectTimeout: Duration, maxConnectsPerServer: Int,
        breakerThreshold: Int, breakerBackoff: Duration, breakerMaxBackoff: Duration
    ) {
        self.maxConnectionsPerTenant = maxConnectionsPerTenant
        self.maxConnectionsPerServer = maxConnectionsPerServer
        self.maxTotalConnections = maxTotalConnections
        self.maxRegistryConnections = maxRegistryConnections
        self.maxWaitersPerTenant = maxWaitersPerTenant
        self.defaultWait = defaultWait
        self.idleTimeout = idleTimeout
        self.maxLifetime = maxLifetime
        self.lifetimeJitter = lifetimeJitter
        self.checkIdleAfter = checkIdleAfter
        self.checkTimeout = checkTimeout
        self.connectTimeout = connectTimeout
        self.maxConnectsPerServer = maxConnectsPerServer
        self.breakerThreshold = breakerThreshold
        self.breakerBackoff = breakerBackoff
        self.breakerMaxBackoff = breakerMaxBackoff
    }
}
