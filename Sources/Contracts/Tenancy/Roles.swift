/// What a user may do within one tenant; each role includes those before it.
public enum TenantRole: String, Sendable, CaseIterable, Comparable {
    /// Reads records.
    case viewer
    /// Writes records.
    case member
    /// Manages members and settings.
    case admin
    /// Manages the organization itself.
    case owner

    public static func < (left: TenantRole, right: TenantRole) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .viewer: 0
        case .member: 1
        case .admin: 2
        case .owner: 3
        }
    }
}

/// What an operator of the platform may do. Operators are never reachable through a tenant.
public enum OperatorRole: String, Sendable, CaseIterable, Comparable {
    /// Lists, shows, suspends and activates tenants.
    case `operator`
    /// May also delete tenants for good.
    case superadmin

    public static func < (left: OperatorRole, right: OperatorRole) -> Bool { left == .operator && right == .superadmin }
}
