/// The failed sign-ins of one account or one client address within the last `window`.
///
/// It holds exact times, never more than the limit, as nothing is recorded beyond it.
struct AttemptWindow: Sendable {
    private var times: [ContinuousClock.Instant] = []

    /// How long to wait before the next attempt; nil when one may be made now.
    mutating func waitingTime(limit: Int, window: Duration, now: ContinuousClock.Instant) -> Duration? {
        times.removeAll { $0 + window <= now }
        guard times.count >= limit, let oldest = times.first else { return nil }
        return now.duration(to: oldest + window)
    }

    mutating func record(_ time: ContinuousClock.Instant) { times.append(time) }

    /// Takes back one attempt made at `time`.
    mutating func takeBack(_ time: ContinuousClock.Instant) {
        if let index = times.firstIndex(of: time) { times.remove(at: index) }
    }
}
