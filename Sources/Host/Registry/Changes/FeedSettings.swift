/// How the change feed keeps time.
public struct FeedSettings: Sendable, Equatable {
    /// How often the registry is read when no notification comes.
    public let pollInterval: Duration
    /// How long one read may take.
    public let readTimeout: Duration
    /// For how long the directory answers after the last successful read.
    public let stalenessLimit: Duration

    public init(
        pollInterval: Duration = .milliseconds(250), readTimeout: Duration = .seconds(2),
        stalenessLimit: Duration = .seconds(10)
    ) {
        self.pollInterval = pollInterval
        self.readTimeout = readTimeout
        self.stalenessLimit = stalenessLimit
    }
}
