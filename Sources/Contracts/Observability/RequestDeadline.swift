/// When the request that the current task works for is due; the pools and the driver wait no longer than that.
public enum RequestDeadline {
    @TaskLocal public static var current: ContinuousClock.Instant?
}
