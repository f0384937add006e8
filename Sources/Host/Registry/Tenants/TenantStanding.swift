import Contracts

/// What decides whether a tenant's pool lends connections, and to which server.
struct TenantStanding: Sendable, Equatable {
    let status: TenantStatus
    let server: String
    let revision: Int
    /// For how long its requests are to wait at most; nil when they are not.
    let heldFor: Duration?
}
