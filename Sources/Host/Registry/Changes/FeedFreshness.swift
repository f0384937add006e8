import Synchronization

/// When the registry was last read up to date, shared by the feed, which says so, and the directory, which depends on it.
///
/// One atomic word, as every request reads it.
public final class FeedFreshness: Sendable {
    private let origin = ContinuousClock.now
    /// Nanoseconds from `origin`; negative before the first confirmation.
    private let confirmedAt = Atomic<Int64>(-1)

    public init() {}

    /// All that was committed before `instant` has been applied on this host.
    func confirm(asOf instant: ContinuousClock.Instant) {
        let elapsed = origin.duration(to: instant).components
        confirmedAt.store(max(0, elapsed.seconds * 1_000_000_000 + elapsed.attoseconds / 1_000_000_000), ordering: .releasing)
    }

    /// For how long nothing was confirmed; nil before the first time.
    public func age(at now: ContinuousClock.Instant = .now) -> Duration? {
        let confirmed = confirmedAt.load(ordering: .acquiring)
        guard confirmed >= 0 else { return nil }
        return origin.duration(to: now) - .nanoseconds(confirmed)
    }
}
