import Contracts
import FoundationEssentials
import Synchronization

/// Creates tenants in memory, and keeps the orders.
final class LifecycleDouble: TenantLifecycle {
    let orders = Mutex<[TenantOrder]>([])

    func create(_ order: TenantOrder) async throws -> CreatedTenant {
        orders.withLock { $0.append(order) }
        guard let slug = order.slug ?? Slug("made-up") else { throw LifecycleError.slugReserved }
        let placement = Placement(server: "main", database: "tenant_1", role: "tenant_1")
        let tenant = Tenant(
            id: .random(), slug: slug, name: order.organizationName, plan: order.plan, status: .active, placement: placement)
        return CreatedTenant(tenant: tenant, ownerAccount: UUID())
    }

    func enqueue(_ order: TenantOrder) async throws -> UUID {
        orders.withLock { $0.append(order) }
        return UUID()
    }

    func suspend(_ tenant: TenantID, reason: String, actor: String) async throws { throw LifecycleError.unknownTenant }
    func activate(_ tenant: TenantID, actor: String) async throws { throw LifecycleError.unknownTenant }
    func delete(_ tenant: TenantID, actor: String) async throws -> ErasureReceipt { throw LifecycleError.unknownTenant }
    func delete(_ tenant: TenantID, grace: Duration?, actor: String) async throws -> DeletionOutcome {
        throw LifecycleError.unknownTenant
    }
    func restore(_ tenant: TenantID, actor: String) async throws { throw LifecycleError.unknownTenant }
}

/// Opens a session for anybody.
struct IdentityDouble: IdentityService {
    func hash(_ password: Secret) async throws -> String { "hash" }

    func createOwner(
        email: EmailAddress, of tenant: TenantID, on connection: any DatabaseConnection
    ) async throws -> UUID { UUID() }

    func adoptOwner(
        email: EmailAddress, passwordHash: String?, of tenant: TenantID, on connection: any DatabaseConnection
    ) async throws -> UUID? { UUID() }

    func setPassword(hash: String, of account: UUID, on connection: any DatabaseConnection) async throws {}

    func hasPassword(_ account: UUID, on connection: any DatabaseConnection) async throws -> Bool { true }

    func openSession(account: UUID, tenant: TenantID) async throws -> SessionTokens {
        let principal = UserPrincipal(
            accountID: account, email: "owner@example.com", tenantID: tenant, role: .owner, sessionID: UUID())
        return SessionTokens(accessToken: "access", expiresIn: 86400, refreshToken: "refresh", principal: principal)
    }

    func openSession(email: EmailAddress, password: Secret, tenant: TenantID) async throws -> SessionTokens {
        try await openSession(account: UUID(), tenant: tenant)
    }

    func members(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> [TenantMember] { [] }

    func eraseMemberships(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> [ErasedAccount] { [] }
}
