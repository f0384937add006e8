/// Why no connection was leased.
public enum PoolError: Error, Equatable, Sendable {
    /// Every connection stayed busy for the whole `waited` time.
    case exhausted(waited: Duration)
    /// More requests of this tenant are waiting than may.
    case tooManyWaiters
    /// The tenant's server does not answer; it is not tried again before `retryAfter`.
    case serverUnavailable(retryAfter: Duration)
    /// The tenant has been fenced off: it is suspended or being deleted.
    case tenantClosed
    case shuttingDown
}

extension PoolError: HTTPRepresentable {
    public var problem: Problem {
        switch self {
        case .exhausted, .tooManyWaiters:
            Problem(.poolExhausted, "All of the organization's database connections are busy.", retryAfterSeconds: 1)
        case .serverUnavailable(let retryAfter):
            Problem(
                .databaseUnavailable, "The organization's database cannot be reached at the moment.",
                retryAfterSeconds: max(1, Int(retryAfter.components.seconds)))
        case .tenantClosed: Problem(.tenantNotActive, "The organization is not being served.")
        case .shuttingDown: Problem(.shuttingDown, "The service is restarting.", retryAfterSeconds: 1)
        }
    }
}
