/// The rules that `PoolState` enforces, each of which can be left out, so that a test can show that its absence is noticed.
/// The host never leaves one out.
struct PoolGuards: OptionSet, Sendable {
    let rawValue: UInt16

    /// A pool holds no more connections than its limit.
    static let poolLimit = PoolGuards(rawValue: 1 << 0)
    /// A server holds no more connections than its budget.
    static let serverBudget = PoolGuards(rawValue: 1 << 1)
    /// The host holds no more connections than its budget.
    static let totalBudget = PoolGuards(rawValue: 1 << 2)
    /// A connection counts until it is closed, not just until closing begins.
    static let closingCounts = PoolGuards(rawValue: 1 << 3)
    /// No more requests wait than may.
    static let waiterLimit = PoolGuards(rawValue: 1 << 4)
    /// A waiter is answered when its deadline passes.
    static let deadlines = PoolGuards(rawValue: 1 << 5)
    /// Pools that wait for room are served in turn.
    static let turns = PoolGuards(rawValue: 1 << 6)
    /// A pool gives a connection up to one that has none, even while it has waiters of its own.
    static let handOver = PoolGuards(rawValue: 1 << 7)
    /// A pool that is cold opens one connection first, and doubles from there.
    static let stepwiseGrowth = PoolGuards(rawValue: 1 << 8)
    /// No more connects to a server run at once than may.
    static let connectLimit = PoolGuards(rawValue: 1 << 9)
    /// Nothing is opened to a server that is down, but for one probe.
    static let breaker = PoolGuards(rawValue: 1 << 10)
    /// A connection of a closed tenant is not used again.
    static let fence = PoolGuards(rawValue: 1 << 11)
    /// A connection is not used past its lifetime.
    static let lifetime = PoolGuards(rawValue: 1 << 12)
    /// While a tenant is held, no connection of it is leased or opened.
    static let hold = PoolGuards(rawValue: 1 << 13)

    /// A connection that the server has ended is not used again.
    static let hangUp = PoolGuards(rawValue: 1 << 14)

    static let all = PoolGuards(rawValue: (1 << 15) - 1)
}
