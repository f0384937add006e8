internal import Contracts

/// What a request for a connection says of itself.
struct LeaseRequest: Sendable {
    let key: PoolKey
    /// The server that the database lies on now.
    let server: String
    /// The tenant's limit for the pool; nil takes the settings'.
    let maxConnections: Int?
    /// Grows with each change of what connections are made with. None that was made under an earlier one is lent.
    var revision = 0
}

/// How a request for a connection is answered.
enum LeaseAnswer: Equatable, Sendable {
    case granted(ConnectionID)
    /// A `grant` or `refuse` for the waiter will follow.
    case queued(WaiterID)
    case refused(PoolError)
}
