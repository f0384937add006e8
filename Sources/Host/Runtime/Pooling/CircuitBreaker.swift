internal import Contracts

/// Whether connecting is worth trying. Time and randomness come in as parameters.
struct CircuitBreaker: Sendable {
    private enum Phase {
        /// Connecting is tried freely; so many in a row have failed. Leads to `open`.
        case closed(failures: Int)
        /// Nothing is tried before `until`; then one connect is, and leads to `halfOpen`.
        case open(until: ContinuousClock.Instant, backoff: Duration)
        /// One connect is under way. Its success leads to `closed`, its failure to `open` with twice the back-off.
        case halfOpen(backoff: Duration)
    }

    /// How connecting may be tried.
    enum Permission {
        case freely, asProbe, no
    }

    private var phase = Phase.closed(failures: 0)

    var isClosed: Bool {
        if case .closed = phase { true } else { false }
    }

    func permission(at now: ContinuousClock.Instant) -> Permission {
        switch phase {
        case .closed: .freely
        case .open(let until, _): until <= now ? .asProbe : .no
        case .halfOpen: .no
        }
    }

    /// How long a request that needs a new connection is to stay away; nil when it may wait for one.
    func refusal(at now: ContinuousClock.Instant) -> PoolError? {
        switch phase {
        case .closed: nil
        case .open(let until, _): until <= now ? nil : .serverUnavailable(retryAfter: now.duration(to: until))
        case .halfOpen(let backoff): .serverUnavailable(retryAfter: backoff)
        }
    }

    /// A connect begins.
    mutating func begin() {
        if case .open(_, let backoff) = phase { phase = .halfOpen(backoff: backoff) }
    }

    mutating func succeed() { phase = .closed(failures: 0) }

    /// A connect failed.
    ///
    /// - Parameter threshold: failures in a row that open the breaker.
    /// - Returns: whether the breaker opened by it.
    mutating func fail(
        at now: ContinuousClock.Instant, threshold: Int, settings: PoolSettings, random: inout PoolRandom
    ) -> Bool {
        switch phase {
        case .closed(let failures) where failures + 1 < threshold:
            phase = .closed(failures: failures + 1)
            return false
        case .closed:
            open(at: now, backoff: settings.breakerBackoff, random: &random)
            return true
        case .open:
            // Begun before the breaker opened; what it says is known already.
            return false
        case .halfOpen(let backoff):
            open(at: now, backoff: min(backoff * 2, settings.breakerMaxBackoff), random: &random)
            return true
        }
    }

    private mutating func open(at now: ContinuousClock.Instant, backoff: Duration, random: inout PoolRandom) {
        phase = .open(until: now + random.shorten(backoff, by: 0.5), backoff: backoff)
    }
}
