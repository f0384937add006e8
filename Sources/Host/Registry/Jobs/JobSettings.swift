/// How this host takes part in the work on jobs.
public struct JobSettings: Sendable, Equatable {
    /// How operators see this host: `<host name>:<pid>`.
    public let host: String
    /// For how long a job is a host's without a sign of life from it.
    public let lease: Duration
    /// How often this host looks for jobs that wait or were left behind.
    public let pollInterval: Duration
    /// How many of those it runs at once.
    public let maxRunning: Int

    public init(host: String, lease: Duration, pollInterval: Duration, maxRunning: Int) {
        self.host = host
        self.lease = lease
        self.pollInterval = pollInterval
        self.maxRunning = maxRunning
    }
}
