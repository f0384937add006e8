/// What tenants ask of this host just now. The host lends it.
public protocol TenantTraffic: Sendable {
    func traffic(of tenant: TenantID) -> TrafficReading
}

public struct TrafficReading: Sendable, Equatable {
    /// Requests in progress.
    public let concurrentRequests: Int
    /// Requests admitted in the last 55 to 60 seconds.
    public let lastMinute: Int

    public init(concurrentRequests: Int, lastMinute: Int) {
        self.concurrentRequests = concurrentRequests
        self.lastMinute = lastMinute
    }
}
