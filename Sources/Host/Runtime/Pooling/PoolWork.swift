internal import Contracts

/// What is done in the background, by the tasks of `TenantPoolManager.run`.
enum PoolWork: Sendable {
    case connect(ConnectionID, PoolKey, affinity: Int?)
    case check(ConnectionID, any PooledConnection)
    case reset(ConnectionID, any PooledConnection)
    case cancelStatement(any PooledConnection)
    case close(ConnectionID, any PooledConnection)
    case wake(ContinuousClock.Instant)
}
