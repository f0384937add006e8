/// The time as the pools see it: what it is, and how to wait for it.
public struct PoolClock: Sendable {
    let now: @Sendable () -> ContinuousClock.Instant
    /// Returns at the instant, or earlier when the task is cancelled.
    let sleep: @Sendable (ContinuousClock.Instant) async -> Void

    public init(
        now: @escaping @Sendable () -> ContinuousClock.Instant, sleep: @escaping @Sendable (ContinuousClock.Instant) async -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// A clock of the standard library, or a test's.
    public init<Source: Clock>(_ clock: Source) where Source.Instant == ContinuousClock.Instant {
        self.init(
            now: { clock.now },
            // Cancellation is the one way in which sleeping fails, and it ends the sleep early, as promised.
            sleep: { try? await clock.sleep(until: $0, tolerance: nil) })
    }
}
