/// A tenant has come to one of its limits, and what it asked for was not done.
public struct LimitReached: Error, Equatable, Sendable {
    public let limit: TenantLimit
    /// The limit's value, in its unit.
    public let allowed: Int
    /// How long to wait before it is sensible to ask again.
    public let retryAfter: Duration

    /// - Parameter retryAfter: for a rate, when there is room again. What is limited in number gets no room by waiting: who asks
    ///   on without having made any is to do so rarely.
    public init(_ limit: TenantLimit, allowed: Int, retryAfter: Duration = .seconds(60)) {
        self.limit = limit
        self.allowed = allowed
        self.retryAfter = retryAfter
    }
}

extension LimitReached: HTTPRepresentable {
    public var problem: Problem {
        Problem(
            limit.code, detail, retryAfterSeconds: retryAfter.secondsUp,
            extensions: [JSONMember("limit", .string(limit.rawValue)), JSONMember("allowed", .integer(allowed))])
    }

    private var detail: String {
        switch limit {
        case .users: "The organization may have \(allowed) members, and has as many."
        case .records: "The organization may have \(allowed) records, and this would be more."
        case .databaseBytes: "The organization's database has grown beyond the \(allowed) bytes that it may take."
        case .requestsPerMinute: "The organization sends more than the \(allowed) requests a minute that it may."
        case .requestsPerSecond: "The organization sends more than the \(allowed) requests a second that it may."
        case .concurrentRequests: "The organization has \(allowed) requests in progress, as many as it may."
        case .connections: "All of the organization's database connections are busy."
        case .statementTimeout: "A statement took longer than the \(allowed) ms that the organization's may."
        }
    }
}
