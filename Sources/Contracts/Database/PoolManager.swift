/// The pools of all tenants. One manager serves the whole host, under the limits of tenant, server and host.
public protocol PoolManager: Sendable {
    /// How the pools stand just now, one entry a pool that exists.
    func statistics() -> PoolManagerStatistics

    /// Closes the tenant's pool: idle connections now, leased ones after cancelling what runs on them; waiters get
    /// `PoolError.tenantClosed`, and so does everyone until `reopen`. Returns when no connection of it is left on this host.
    func close(_ tenant: TenantID) async

    /// Begins what `close` does and returns at once: from then on nobody is given a connection of the tenant, and what runs is
    /// being cancelled.
    func fence(_ tenant: TenantID)

    /// Lets the tenant's pool come again.
    func reopen(_ tenant: TenantID)

    /// Has the tenant's requests wait in line, as when all of its connections are busy, instead of giving them one: within their deadlines,
    /// and no more of them than may wait. Idle connections are closed now, leased ones as they come back, undisturbed. It ends with
    /// `release`, or by itself after `duration`; said again, the later word counts.
    func hold(_ tenant: TenantID, for duration: Duration)

    /// Serves those who wait, in their order, from the server on which the database lies now.
    ///
    /// - Parameter revision: the tenant's, which says that it lies there.
    func release(_ tenant: TenantID, to server: String, revision: Int)
}

public struct PoolManagerStatistics: Sendable, Equatable {
    public let totalConnections: Int
    public let maxTotalConnections: Int
    public let pools: [PoolStatistics]

    public init(totalConnections: Int, maxTotalConnections: Int, pools: [PoolStatistics]) {
        self.totalConnections = totalConnections
        self.maxTotalConnections = maxTotalConnections
        self.pools = pools
    }
}

public struct PoolStatistics: Sendable, Equatable {
    public let tenant: TenantID
    public let server: String
    /// Connections in every state, from connecting to closing.
    public let connections: Int
    public let idle: Int
    public let leased: Int
    public let waiting: Int
    public let maxConnections: Int

    public init(tenant: TenantID, server: String, connections: Int, idle: Int, leased: Int, waiting: Int, maxConnections: Int) {
        self.tenant = tenant
        self.server = server
        self.connections = connections
        self.idle = idle
        self.leased = leased
        self.waiting = waiting
        self.maxConnections = maxConnections
    }
}
