/// How far a host has read the change feed.
struct FeedPosition {
    private static let pruneInterval: Duration = .seconds(600)

    /// The last change that was applied; nil when it is not known, and everything in memory may be outdated.
    var last: Int64?
    /// Whether the last read went well, so that each turn is logged once.
    var isHealthy = false
    private var prunedAt: ContinuousClock.Instant?

    /// True now and then: the reader is then to prune what all hosts have read long ago.
    mutating func mustPrune(at now: ContinuousClock.Instant) -> Bool {
        if let prunedAt, prunedAt + Self.pruneInterval > now { return false }
        prunedAt = now
        return true
    }
}
