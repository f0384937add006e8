/// A token bucket that holds one period's worth of requests, kept as a single instant (the generic cell rate algorithm, ITU-T I.371).
struct RateLimit: Sendable {
    /// How many requests may pass in a period, on average.
    struct Rate: Equatable {
        let count: Int
        let period: Duration

        var interval: Duration { period / max(count, 1) }
    }

    /// When the bucket will be full again: at the latest now, if nothing was taken.
    private var fullAt: ContinuousClock.Instant
    /// What was last taken by.
    private var count = 0

    init(now: ContinuousClock.Instant) { fullAt = now }

    /// Whether the bucket is full, so that forgetting it changes nothing.
    func isFull(at now: ContinuousClock.Instant) -> Bool { fullAt <= now }

    /// How long until there is a token; nil when there is one.
    mutating func shortage(of rate: Rate, now: ContinuousClock.Instant) -> Duration? {
        adopt(rate, now: now)
        let debt = now.duration(to: max(fullAt, now) + rate.interval)
        return debt > rate.period ? debt - rate.period : nil
    }

    /// Takes one token, which `shortage` has found there.
    mutating func take(_ rate: Rate, now: ContinuousClock.Instant) { fullAt = max(fullAt, now) + rate.interval }

    /// Counts what was taken before by the new rate: ten requests of a hundred a minute are ten of a thousand.
    private mutating func adopt(_ rate: Rate, now: ContinuousClock.Instant) {
        guard count != rate.count else { return }
        if count > 0, fullAt > now { fullAt = now + now.duration(to: fullAt) / rate.count * count }
        count = rate.count
    }
}
