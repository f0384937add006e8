internal import Contracts
internal import FoundationEssentials

/// A refresh token as it stands in the registry at the moment of its use.
struct PresentedToken: Sendable, Equatable {
    let session: UUID
    let generation: Int64
    let sessionGeneration: Int64
    /// How long ago it was used; nil when it never was.
    let sinceUse: Duration?
    let isRevoked: Bool
    let isExpired: Bool
    let tenantStatus: TenantStatus

    init(session: UUID, row: Row) throws {
        self.session = session
        generation = try row.decode("generation")
        sessionGeneration = try row.decode("session_generation")
        sinceUse = try row.decode("used_ms_ago", as: Int64?.self).map { .milliseconds($0) }
        isRevoked = try row.decode("is_revoked")
        isExpired = try row.decode("is_expired")
        tenantStatus = try row.decode("status")
    }
}
