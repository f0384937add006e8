/// How far a process has read the change feed.
struct FeedPosition {
    private static let pruneInterval: Duration = .seconds(600)

    /// The last change that was applied; nil when it is not known, and everything in memory may be outdated.
    var last: Int64?
    /// Whether the last read went well, so that each turn is logged once.
    var isHealthy = false
    var watch = HostWatch()
    /// What the registry has been told that this host has applied, and when that was sent.
    private var told: (last: Int64, sentAt: ContinuousClock.Instant)?
    private var prunedAt: ContinuousClock.Instant?

    /// Whether the next look is to renew the lease: others wait to hear what was applied, or it is time.
    func mustRenew(at now: ContinuousClock.Instant, every interval: Duration) -> Bool {
        hasNews || told.map { $0.sentAt + interval <= now } ?? true
    }

    /// Whether somebody may be waiting to hear that this host has applied `last`.
    var hasNews: Bool { told.map { $0.last != last } ?? true }

    mutating func renewed(telling last: Int64, sentAt instant: ContinuousClock.Instant) { told = (last, instant) }

    /// The registry does not know this host.
    mutating func forgotten() { told = nil }

    /// True now and then: the reader is then to prune what all hosts have read long ago.
    mutating func mustPrune(at now: ContinuousClock.Instant) -> Bool {
        if let prunedAt, prunedAt + Self.pruneInterval > now { return false }
        prunedAt = now
        return true
    }
}
