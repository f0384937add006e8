public import FoundationEssentials

/// What an access token says of its bearer.
public struct AccessClaims: Sendable, Equatable {
    /// `sub`
    public let accountID: UUID
    public let email: String
    /// `tenant_id`
    public let tenantID: TenantID
    public let role: TenantRole
    /// `sid`
    public let sessionID: UUID

    public init(accountID: UUID, email: String, tenantID: TenantID, role: TenantRole, sessionID: UUID) {
        self.accountID = accountID
        self.email = email
        self.tenantID = tenantID
        self.role = role
        self.sessionID = sessionID
    }
}
