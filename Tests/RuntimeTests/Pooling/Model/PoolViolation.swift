/// A promise of the pools that `PoolModel` found broken.
enum PoolViolation: Error, Equatable {
    case poolLimit, serverBudget, totalBudget, connectLimit, waiterLimit
    /// A waiter was served after its deadline, or still waits past it.
    case deadline
    /// A waiter could have been served, or helped by closing an idle connection, and nothing was done for it.
    case forgottenWaiter
    /// A later waiter of the same pool was served first.
    case overtaken
    /// Another pool took more than one turn while a pool without a connection waited.
    case fairness
    /// More connections are being opened than waiters need, or than a pool that may be dead should try.
    case growth
    /// A connect began while the server was to be left alone.
    case breaker
    /// A connection of a closed tenant, or of a server that the tenant has left, was used again.
    case fence
    case lifetime
    /// A connection of a tenant that is held was lent or opened.
    case hold
    /// A connection was lent that the server had ended.
    case hangUp
    /// A waiter or connection was given to somebody it does not belong to, or twice.
    case wrongGrant
    case wrongRefusal
    /// A pool was called drained with connections left, or not called so without.
    case drain
    /// Something was left at the end.
    case leak
    case statistics
}
