internal import Contracts

/// A connection in the hands of one request, until it is given back.
struct PoolLease: Sendable {
    let id: ConnectionID
    let connection: any PooledConnection
}
