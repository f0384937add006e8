internal import Contracts
internal import FoundationEssentials

/// Adds, changes and removes the members of one organization. Every change is told to all hosts, and this one has applied it
/// when the answer goes out.
struct MemberService: Sendable {
    private let registry: any Database
    private let changes: any ChangeFeed
    private let audit: any AuditLog
    private let passwords: any PasswordHasher
    private let accounts: AccountStore
    private let memberships: MembershipStore

    init(_ context: PluginContext) {
        registry = context.registry
        changes = context.changes
        audit = context.audit
        passwords = context.passwords
        accounts = AccountStore(registry: context.registry)
        memberships = MembershipStore(registry: context.registry)
    }

    func list(_ tenant: TenantID, after: UUID?, limit: Int) async throws -> [Member] {
        try await memberships.list(tenant, after: after, limit: limit)
    }

    /// Adds a member: an existing account by its address, whose password stays what it is, or else a new one with a password.
    func add(_ order: NewMember, by actor: UserPrincipal) async throws -> Member {
        let hash = if let password = order.password { try await passwords.hash(password) } else { String?.none }
        return try await change(by: actor) { connection in
            let actorRole = try await role(of: actor, on: connection)
            try MembershipPolicy.checkAddition(by: actorRole, as: order.role)
            let account = try await account(order, hash: hash, on: connection)
            guard try await memberships.add(account, to: actor.tenantID, as: order.role, on: connection) else {
                throw AuthError.memberExists
            }
            return Deed(action: "member.added", account: account, role: order.role)
        }
    }

    func setRole(_ role: TenantRole, of account: UUID, by actor: UserPrincipal) async throws -> Member {
        try await change(by: actor) { connection in
            try await check(account, to: role, by: actor, on: connection)
            try await memberships.setRole(role, of: account, in: actor.tenantID, on: connection)
            return Deed(action: "member.role_changed", account: account, role: role)
        }
    }

    /// Takes a membership away, and its sessions with it. The account itself stays.
    func remove(_ account: UUID, by actor: UserPrincipal) async throws {
        try await registry.transaction { connection in
            try await check(account, to: nil, by: actor, on: connection)
            try await memberships.remove(account, from: actor.tenantID, on: connection)
            try await tell(Deed(action: "member.removed", account: account, role: nil), by: actor, on: connection)
        }
        try await changes.catchUp()
    }

    /// What was done, for the audit trail.
    private struct Deed: Sendable {
        let action: String
        let account: UUID
        let role: TenantRole?
    }

    private func change(
        by actor: UserPrincipal, _ body: @escaping @Sendable (any DatabaseConnection) async throws -> Deed
    ) async throws -> Member {
        let member = try await registry.transaction { connection in
            let deed = try await body(connection)
            let member = try await memberships.find(deed.account, of: actor.tenantID, on: connection)
            try await tell(deed, by: actor, on: connection)
            return member
        }
        try await changes.catchUp()
        guard let member else { throw AuthError.memberNotFound }
        return member
    }

    /// The last step of a change: the feed holds writers back from here until the transaction ends.
    private func tell(_ deed: Deed, by actor: UserPrincipal, on connection: any DatabaseConnection) async throws {
        var details = JSONObject([JSONMember("account", .string(deed.account.canonical))])
        details["role"] = deed.role.map { .string($0.rawValue) }
        let entry = AuditEntry(
            actor: "account:\(actor.accountID.canonical)", action: deed.action, tenant: actor.tenantID, details: details)
        try await audit.record(entry, on: connection)
        try await changes.publish(.account(deed.account), on: connection)
    }

    private func check(
        _ account: UUID, to role: TenantRole?, by actor: UserPrincipal, on connection: any DatabaseConnection
    ) async throws {
        let roles = try await memberships.lockRoles(of: [actor.accountID, account], in: actor.tenantID, on: connection)
        guard let target = roles[account] else { throw AuthError.memberNotFound }
        guard let actorRole = roles[actor.accountID] else { throw AuthError.sessionRevoked }
        try MembershipPolicy.checkChange(
            by: actorRole, from: target, to: role, owners: roles.values.count { $0 == .owner })
    }

    /// The actor's role as it is now, not as it was when the request was let in.
    private func role(of actor: UserPrincipal, on connection: any DatabaseConnection) async throws -> TenantRole {
        let roles = try await memberships.lockRoles(of: [actor.accountID], in: actor.tenantID, on: connection)
        guard let role = roles[actor.accountID] else { throw AuthError.sessionRevoked }
        return role
    }

    private func account(_ order: NewMember, hash: String?, on connection: any DatabaseConnection) async throws -> UUID {
        if let hash, let made = try await accounts.create(order.email, passwordHash: hash, on: connection) { return made }
        guard let found = try await accounts.find(order.email, on: connection) else {
            throw RequestFault.invalid([FieldFault(field: "password", message: "is required for a new account")])
        }
        return found
    }
}
