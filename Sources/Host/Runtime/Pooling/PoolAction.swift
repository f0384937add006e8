internal import Contracts

/// What `PoolState` wants done.
enum PoolAction: Equatable, Sendable {
    /// The waiter has the connection.
    case grant(WaiterID, ConnectionID)
    case refuse(WaiterID, PoolError)
    /// Answered by `PoolState.opened` or `connectFailed`.
    case connect(ConnectionID, PoolKey, affinity: Int?)
    /// Answered by `checked`.
    case check(ConnectionID)
    case cancelStatement(ConnectionID)
    /// Answered by `closed`.
    case close(ConnectionID)
    /// Answered by `timerFired` at the instant.
    case wake(ContinuousClock.Instant)
    /// No connection is left that was there when the pool was closed.
    case drained(PoolKey)
    /// The host is shutting down and no connection is left.
    case terminated
}
