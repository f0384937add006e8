public import FoundationEssentials

/// A user of one tenant, proved by an access token.
public struct UserPrincipal: Sendable, Equatable {
    public let accountID: UUID
    public let email: String
    public let tenantID: TenantID
    public let role: TenantRole
    /// The session (refresh-token family) that the access token belongs to.
    public let sessionID: UUID

    public init(accountID: UUID, email: String, tenantID: TenantID, role: TenantRole, sessionID: UUID) {
        self.accountID = accountID
        self.email = email
        self.tenantID = tenantID
        self.role = role
        self.sessionID = sessionID
    }

    /// As the audit log names the user.
    public var actor: String { "account:\(accountID.canonical)" }
}

/// A program that holds a key of one tenant.
public struct APIKeyPrincipal: Sendable, Equatable {
    public let keyID: UUID
    /// The key's name, which records show as their author.
    public let name: String
    public let tenantID: TenantID
    public let role: TenantRole
    /// A role of the tenant's own making that narrows what `role` allows; nil narrows nothing.
    public let customRoleID: UUID?

    public init(keyID: UUID, name: String, tenantID: TenantID, role: TenantRole, customRoleID: UUID? = nil) {
        self.keyID = keyID
        self.name = name
        self.tenantID = tenantID
        self.role = role
        self.customRoleID = customRoleID
    }
}

/// An operator of the platform, proved by an operator key.
public struct OperatorPrincipal: Sendable, Equatable {
    public let keyID: UUID
    /// The key's name, written to the log and the audit trail at every use.
    public let keyName: String
    public let role: OperatorRole

    public init(keyID: UUID, keyName: String, role: OperatorRole) {
        self.keyID = keyID
        self.keyName = keyName
        self.role = role
    }

    /// As the audit log names the operator.
    public var actor: String { "operator:\(keyName)" }
}
