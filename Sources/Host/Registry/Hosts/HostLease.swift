import Synchronization

/// This host's leave to serve from memory, as its own clock has it.
///
/// One atomic word, as every request reads it. It counts from before the renewing statement was sent, so that it ends before anybody
/// else may take it for ended, whatever the clocks show: durations alone are compared, never the times of two machines.
public final class HostLease: Sendable {
    /// For how long one renewal lets the host serve.
    public let duration: Duration
    private let origin: ContinuousClock.Instant
    /// Nanoseconds from `origin`, or `none`.
    private let renewedAt = Atomic<Int64>(HostLease.none)
    private static let none = Int64.min

    public init(duration: Duration) {
        self.duration = duration
        origin = .now
    }

    /// The registry has taken note of a renewal that was sent at `instant`, and all that it told with it has been applied.
    package func renew(asOf instant: ContinuousClock.Instant) {
        let elapsed = origin.duration(to: instant).components
        renewedAt.store(elapsed.seconds * 1_000_000_000 + elapsed.attoseconds / 1_000_000_000, ordering: .releasing)
    }

    /// Serves nobody from now on, until the next renewal.
    package func lapse() { renewedAt.store(Self.none, ordering: .releasing) }

    /// Since when the lease counts; nil when there is none.
    public func age(at now: ContinuousClock.Instant = .now) -> Duration? {
        let renewed = renewedAt.load(ordering: .acquiring)
        guard renewed != Self.none else { return nil }
        return origin.duration(to: now) - .nanoseconds(renewed)
    }

    public func isHeld(at now: ContinuousClock.Instant = .now) -> Bool { age(at: now).map { $0 < duration } ?? false }

    /// For how long others see a renewal stand still before they take a lease of `duration` for ended: a tenth longer than the host
    /// believes, which is a hundred times what clocks of working machines differ by.
    package static func patience(for duration: Duration) -> Duration { duration + duration / 10 + .milliseconds(50) }
}
