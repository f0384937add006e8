/// What is limited of a tenant. The raw value is the limit's key in a plan's settings, in an operator's order and in answers.
public enum TenantLimit: String, Sendable, CaseIterable {
    /// Members of the organization.
    case users = "max_users"
    /// Records of all objects together that are not deleted.
    case records = "max_records"
    /// What the tenant's database takes on its server's disk.
    case databaseBytes = "max_database_bytes"
    /// On one host, averaged; a minute's worth may come at once.
    case requestsPerMinute = "requests_per_minute"
    /// On one host, averaged; a second's worth may come at once.
    case requestsPerSecond = "requests_per_second"
    /// Requests in progress on one host.
    case concurrentRequests = "max_concurrent_requests"
    /// Database connections on one host.
    case connections = "max_connections"
    /// Milliseconds that one statement may take in the tenant's database.
    case statementTimeout = "statement_timeout_ms"

    /// What a limit may be set to.
    public var range: ClosedRange<Int> {
        switch self {
        case .users: 1...1_000_000
        case .records: 1...1_000_000_000_000
        case .databaseBytes: 1...1_000_000_000_000_000
        case .requestsPerMinute: 1...60_000_000
        case .requestsPerSecond: 1...1_000_000
        case .concurrentRequests: 1...100_000
        case .connections: 1...10_000
        case .statementTimeout: 100...3_600_000
        }
    }

    /// What the answer says to who has come to the limit.
    public var code: ErrorCode {
        switch self {
        case .users: .userLimitReached
        case .records: .recordLimitReached
        case .databaseBytes: .storageLimitReached
        case .requestsPerMinute, .requestsPerSecond: .rateLimited
        case .concurrentRequests: .tenantBusy
        case .connections: .poolExhausted
        case .statementTimeout: .statementTimeout
        }
    }
}
