typealias ConnectionID = Slab<PoolConnection>.ID

/// What the state knows of one connection; the connection itself is the manager's.
struct PoolConnection {
    enum Phase {
        /// Being opened. Leads to `leased` or `idle`; to `closing` when it is not wanted any more; out when it failed.
        case connecting
        /// Open and unused. Leads to `leased`, to `checking` after a long rest, to `closing`.
        case idle
        /// Asked for a sign of life on behalf of a waiter. Leads to `leased`, `idle` or `closing`.
        case checking
        /// In the hands of a request. Leads to `idle`, to `leased` by the next waiter, to `resetting`, to `closing`.
        case leased
        /// Made as good as new in the background. Leads to `leased`, `idle` or `closing`.
        case resetting
        /// Being closed; leads out, and until then counts.
        case closing
    }

    let pool: Int
    /// The server that it counts for; the pool's own, unless the tenant has moved since.
    let server: Int
    var phase = Phase.connecting
    /// To be closed as soon as it comes back: its tenant is closed, has moved, or the host is shutting down.
    var isDoomed = false
    /// To be closed as soon as it comes back: the server has ended it, which its user need not have noticed.
    var hasHungUp = false
    /// When it was last leased, given back, or answered a check.
    var lastUsed: ContinuousClock.Instant
    /// When it is too old to be used again; set when it is open.
    var expires: ContinuousClock.Instant
    var affinity: Int?
}
