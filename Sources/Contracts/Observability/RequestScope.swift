/// What the pools and the driver must know of the request that the current task works for: when it is due, and the clock to report to.
public final class RequestScope: Sendable {
    public let deadline: ContinuousClock.Instant
    public let phases: PhaseClock

    public init(deadline: ContinuousClock.Instant, phases: PhaseClock) {
        self.deadline = deadline
        self.phases = phases
    }

    /// Nil outside a request: background work sets its own limits.
    @TaskLocal public static var current: RequestScope?
}
