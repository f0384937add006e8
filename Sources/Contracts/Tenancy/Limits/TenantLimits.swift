/// Values of limits, in the unit of each. A plan has a set of them; another, an operator's, goes before it for one tenant.
public struct TenantLimits: Sendable, Equatable {
    // Each is nil where there is none: in a plan that is unlimited, in an operator's set what the plan says.
    public var users: Int?
    public var records: Int?
    public var databaseBytes: Int?
    public var requestsPerMinute: Int?
    public var requestsPerSecond: Int?
    public var concurrentRequests: Int?
    /// Nil in a plan leaves it to the host's own limit.
    public var connections: Int?
    /// Milliseconds.
    public var statementTimeout: Int?

    public init(
        users: Int? = nil, records: Int? = nil, databaseBytes: Int? = nil, requestsPerMinute: Int? = nil,
        requestsPerSecond: Int? = nil, concurrentRequests: Int? = nil, connections: Int? = nil, statementTimeout: Int? = nil
    ) {
        self.users = users
        self.records = records
        self.databaseBytes = databaseBytes
        self.requestsPerMinute = requestsPerMinute
        self.requestsPerSecond = requestsPerSecond
        self.concurrentRequests = concurrentRequests
        self.connections = connections
        self.statementTimeout = statementTimeout
    }

    public subscript(limit: TenantLimit) -> Int? {
        get { self[keyPath: Self.place(of: limit)] }
        set { self[keyPath: Self.place(of: limit)] = newValue }
    }

    /// These, but for what `overrides` says otherwise.
    public func overridden(by overrides: TenantLimits) -> TenantLimits {
        var limits = self
        for limit in TenantLimit.allCases { limits[limit] = overrides[limit] ?? limits[limit] }
        return limits
    }

    /// Whether a database of that size is beyond its limit; one that was not measured is not.
    public func isExceeded(byDatabaseBytes bytes: Int?) -> Bool {
        guard let bytes, let databaseBytes else { return false }
        return bytes > databaseBytes
    }

    private static func place(of limit: TenantLimit) -> WritableKeyPath<TenantLimits, Int?> {
        switch limit {
        case .users: \.users
        case .records: \.records
        case .databaseBytes: \.databaseBytes
        case .requestsPerMinute: \.requestsPerMinute
        case .requestsPerSecond: \.requestsPerSecond
        case .concurrentRequests: \.concurrentRequests
        case .connections: \.connections
        case .statementTimeout: \.statementTimeout
        }
    }
}
