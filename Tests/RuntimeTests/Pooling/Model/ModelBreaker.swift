/// A server's breaker as the model believes it to be: when it must be left alone at least.
struct ModelBreaker {
    var failures = 0
    var closedUntil: ContinuousClock.Instant?
    var isProbing = false
}
