/// Who calls for a tenant: one of its users, or a program with one of its keys.
public enum TenantPrincipal: Sendable, Equatable {
    case user(UserPrincipal)
    case apiKey(APIKeyPrincipal)

    public var tenantID: TenantID {
        switch self {
        case .user(let user): user.tenantID
        case .apiKey(let key): key.tenantID
        }
    }

    /// As the audit log names the caller.
    public var actor: String {
        switch self {
        case .user(let user): user.actor
        case .apiKey(let key): "api_key:\(key.keyID.canonical)"
        }
    }

    public var role: TenantRole {
        switch self {
        case .user(let user): user.role
        case .apiKey(let key): key.role
        }
    }
}

/// Which callers a tenant's route answers.
public enum TenantCallers: Sendable, Equatable {
    /// Users alone: what concerns members, sessions and keys is never a program's to do.
    case users
    case usersAndAPIKeys
}
