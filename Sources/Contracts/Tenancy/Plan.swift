/// What a tenant has bought: limits and features. Plans are data in the settings, never code.
public struct Plan: Sendable, Equatable {
    public let name: String
    /// Whether an organization may take this plan at sign-up without an operator.
    public let isSelfService: Bool
    /// Most database connections of the tenant on one host; nil leaves it to `MAX_CONNECTIONS_PER_TENANT`.
    public let maxConnections: Int?
    /// Most requests in progress at once on one host; nil is unlimited.
    public let maxConcurrentRequests: Int?
    /// Requests a second on one host, averaged; nil is unlimited.
    public let requestsPerSecond: Int?
    /// Names of the features that the plan includes.
    public let features: Set<String>

    public init(
        name: String, isSelfService: Bool, maxConnections: Int? = nil, maxConcurrentRequests: Int? = nil,
        requestsPerSecond: Int? = nil, features: Set<String> = []
    ) {
        self.name = name
        self.isSelfService = isSelfService
        self.maxConnections = maxConnections
        self.maxConcurrentRequests = maxConcurrentRequests
        self.requestsPerSecond = requestsPerSecond
        self.features = features
    }
}
