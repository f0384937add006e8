internal import Contracts
internal import FoundationEssentials

/// Accounts and sessions as the lifecycle of tenants needs them.
struct AuthIdentityService: IdentityService {
    let registry: any Database
    let passwords: any PasswordHasher
    let sessions: SessionService

    func hash(_ password: Secret) async throws -> String {
        try await passwords.hash(password)
    }

    func createOwner(
        email: EmailAddress, of tenant: TenantID, on connection: any DatabaseConnection
    ) async throws -> UUID {
        let accounts = AccountStore(registry: registry)
        guard let account = try await accounts.create(email, passwordHash: AccountStore.noPassword, on: connection) else {
            throw IdentityError.emailTaken
        }
        _ = try await MembershipStore(registry: registry).add(account, to: tenant, as: .owner, on: connection)
        return account
    }

    func adoptOwner(
        email: EmailAddress, passwordHash: String?, of tenant: TenantID, on connection: any DatabaseConnection
    ) async throws -> UUID? {
        let accounts = AccountStore(registry: registry)
        var account = try await accounts.find(email, on: connection)
        if account == nil, let passwordHash {
            account = try await accounts.create(email, passwordHash: passwordHash, on: connection)
        }
        guard let account else { return nil }
        _ = try await MembershipStore(registry: registry).add(account, to: tenant, as: .owner, on: connection)
        return account
    }

    func setPassword(hash: String, of account: UUID, on connection: any DatabaseConnection) async throws {
        try await AccountStore(registry: registry).setHash(of: account, to: hash, on: connection)
    }

    func hasPassword(_ account: UUID, on connection: any DatabaseConnection) async throws -> Bool {
        try await AccountStore(registry: registry).hasPassword(account, on: connection)
    }

    func openSession(account: UUID, tenant: TenantID) async throws -> SessionTokens {
        try await sessions.open(account, tenant)
    }

    func openSession(email: EmailAddress, password: Secret, tenant: TenantID) async throws -> SessionTokens {
        let candidate = try await AccountStore(registry: registry).candidate(email)
        let verdict = try await passwords.verify(password, against: candidate?.passwordHash)
        guard let candidate, verdict.matches else { throw AuthError.invalidCredentials }
        let membership = try candidate.membership(named: .id(tenant), hostTenant: nil)
        if let refusal = AuthError(refusing: membership.status) { throw refusal }
        return try await sessions.open(candidate.account, tenant)
    }

    func members(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> [TenantMember] {
        try await MembershipStore(registry: registry).all(of: tenant, on: connection)
    }

    func eraseMemberships(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> [ErasedAccount] {
        try await MembershipStore(registry: registry).eraseAll(of: tenant, on: connection)
    }
}
