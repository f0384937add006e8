internal import Contracts

/// What a request for a connection says of itself.
struct LeaseRequest: Sendable {
    let key: PoolKey
    /// The server that the database lies on now.
    let server: String
    /// The plan's limit for the pool; nil takes the settings'.
    let maxConnections: Int?
}

/// How a request for a connection is answered.
enum LeaseAnswer: Equatable, Sendable {
    case granted(ConnectionID)
    /// A `grant` or `refuse` for the waiter will follow.
    case queued(WaiterID)
    case refused(PoolError)
}
