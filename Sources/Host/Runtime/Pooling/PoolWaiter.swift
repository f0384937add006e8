typealias WaiterID = Slab<PoolWaiter>.ID

/// A request that waits for a connection of its pool.
struct PoolWaiter {
    let pool: Int
    let since: ContinuousClock.Instant
    let deadline: ContinuousClock.Instant
    /// The reactor of the waiting task.
    let affinity: Int?
}
