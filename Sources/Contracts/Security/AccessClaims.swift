public import FoundationEssentials

/// What a token that was verified says of its bearer.
public enum BearerClaims: Sendable, Equatable {
    case access(AccessClaims)
    case apiKey(APIKeyClaims)
}

/// What the token of an API key says: which key, and whose. What the key may do is the registry's to say.
public struct APIKeyClaims: Sendable, Equatable {
    /// `jti`
    public let keyID: UUID
    /// `sub` and `workspaceId`
    public let tenantID: TenantID

    public init(keyID: UUID, tenantID: TenantID) {
        self.keyID = keyID
        self.tenantID = tenantID
    }
}

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
