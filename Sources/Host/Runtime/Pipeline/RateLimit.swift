/// A token bucket that holds one second's worth of requests, kept as a single instant (the generic cell rate algorithm, ITU-T I.371).
struct RateLimit: Sendable {
    /// When the bucket will be full again: at the latest now, if nothing was taken.
    private var fullAt: ContinuousClock.Instant

    init(now: ContinuousClock.Instant) { fullAt = now }

    /// Whether the bucket is full, so that forgetting it changes nothing.
    func isFull(at now: ContinuousClock.Instant) -> Bool { fullAt <= now }

    /// Takes one token.
    ///
    /// - Returns: nil when there was one, else how long until there is.
    mutating func take(perSecond rate: Int, now: ContinuousClock.Instant) -> Duration? {
        let next = max(fullAt, now) + .nanoseconds(1_000_000_000 / max(rate, 1))
        let debt = now.duration(to: next)
        guard debt <= .seconds(1) else { return debt - .seconds(1) }
        fullAt = next
        return nil
    }
}
