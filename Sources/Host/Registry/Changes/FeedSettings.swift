/// How the change feed keeps time.
public struct FeedSettings: Sendable, Equatable {
    /// How often the registry is read when no notification comes.
    public let pollInterval: Duration
    /// How long one read may take.
    public let readTimeout: Duration

    public init(pollInterval: Duration, readTimeout: Duration) {
        self.pollInterval = pollInterval
        self.readTimeout = readTimeout
    }
}
