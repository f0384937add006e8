public import Contracts
internal import FoundationEssentials

extension UserPrincipal {
    /// A user of `tenant` for a test.
    public static func sample(of tenant: Tenant, role: TenantRole = .owner) -> UserPrincipal {
        UserPrincipal(accountID: UUID(), email: "ada@example.com", tenantID: tenant.id, role: role, sessionID: UUID())
    }
}

extension APIKeyPrincipal {
    /// A key of `tenant` for a test.
    public static func sample(of tenant: Tenant, role: TenantRole = .member) -> APIKeyPrincipal {
        APIKeyPrincipal(keyID: UUID(), name: "Importer", tenantID: tenant.id, role: role)
    }
}

extension OperatorPrincipal {
    /// An operator for a test.
    public static func sample(name: String = "ops", role: OperatorRole = .superadmin) -> OperatorPrincipal {
        OperatorPrincipal(keyID: UUID(), keyName: name, role: role)
    }
}
