internal import Contracts
internal import FoundationEssentials

/// Adds, changes and removes the members of one organization. Every change is told to all hosts. When the answer goes out this one has
/// applied it; what takes rights away, every host.
///
/// The registry decides who is a member, and the organization's own database has to follow. Its transaction encloses the
/// registry's: what it has to do is done before the registry commits, and its own commit comes right after. Should that one fail,
/// the same request made again completes the change.
struct MemberService: Sendable {
    private let registry: any Database
    private let changes: any ChangeFeed
    private let audit: any AuditLog
    private let passwords: any PasswordHasher
    private let accounts: AccountStore
    private let memberships: MembershipStore
    /// Nil when no plugin keeps members in the organizations' databases.
    private let workspaces: (any WorkspaceMembership)?

    init(_ context: PluginContext) {
        registry = context.registry
        changes = context.changes
        audit = context.audit
        passwords = context.passwords
        accounts = AccountStore(registry: context.registry)
        memberships = MembershipStore(registry: context.registry)
        workspaces = context.services.workspaceMembership
    }

    func list(_ tenant: TenantID, after: UUID?, limit: Int) async throws -> [Member] {
        try await memberships.list(tenant, after: after, limit: limit)
    }

    /// Adds a member: an existing account by its address, whose password stays what it is, or else a new one with a password.
    ///
    /// - Parameters:
    ///   - database: the organization's own.
    ///   - limit: most members that it may have; nil is any number.
    /// - Throws: `LimitReached` when that would be one too many, however many are being added at the same time.
    func add(
        _ order: NewMember, by actor: UserPrincipal, in database: any Database, limit: Int?
    ) async throws -> Member {
        let hash = if let password = order.password { try await passwords.hash(password) } else { String?.none }
        let added = try await database.transaction { workspace in
            try await registry.transaction { connection -> Member? in
                let actorRole = try await role(of: actor, on: connection)
                try MembershipPolicy.checkAddition(by: actorRole, as: order.role)
                let account = try await account(order, hash: hash, on: connection)
                let member = WorkspaceMember(accountID: account, email: order.email, name: order.name)
                try await workspaces?.admit(member, on: workspace)
                // Who is a member already may be one without a place in the workspace: the repetition has given it to them.
                guard try await memberships.add(account, to: actor.tenantID, as: order.role, on: connection) else { return nil }
                try await memberships.requireAtMost(limit, in: actor.tenantID, on: connection)
                return try await tell(Deed(action: "member.added", account: account, role: order.role), by: actor, on: connection)
            }
        }
        guard let added else { throw AuthError.memberExists }
        try await changes.catchUp()
        return added
    }

    func setRole(_ role: TenantRole, of account: UUID, by actor: UserPrincipal) async throws -> Member {
        let changed = try await registry.transaction { connection -> Member? in
            guard try await mayChange(account, to: role, by: actor, on: connection) else { return nil }
            try await memberships.setRole(role, of: account, in: actor.tenantID, on: connection)
            return try await tell(Deed(action: "member.role_changed", account: account, role: role), by: actor, on: connection)
        }
        guard let changed else { throw AuthError.memberNotFound }
        try await changes.settle()
        return changed
    }

    /// Takes a membership away, and its sessions with it. The account itself stays.
    ///
    /// - Parameter database: the organization's own.
    func remove(_ account: UUID, by actor: UserPrincipal, in database: any Database) async throws {
        let isRemoved = try await database.transaction { workspace in
            try await registry.transaction { connection in
                let isMember = try await mayChange(account, to: nil, by: actor, on: connection)
                // Also of one who is no member any more, whose place in the workspace may have been left behind.
                try await workspaces?.dismiss(account, on: workspace)
                guard isMember else { return false }
                try await memberships.remove(account, from: actor.tenantID, on: connection)
                _ = try await tell(Deed(action: "member.removed", account: account, role: nil), by: actor, on: connection)
                return true
            }
        }
        guard isRemoved else { throw AuthError.memberNotFound }
        try await changes.settle()
    }

    /// What was done, for the audit trail.
    private struct Deed: Sendable {
        let action: String
        let account: UUID
        let role: TenantRole?
    }

    /// The last step of a change: the feed holds writers back from here until the transaction ends.
    ///
    /// - Returns: the member as it is now; nil when it is none any more.
    private func tell(_ deed: Deed, by actor: UserPrincipal, on connection: any DatabaseConnection) async throws -> Member? {
        let member = try await memberships.find(deed.account, of: actor.tenantID, on: connection)
        var details = JSONObject([JSONMember("account", .string(deed.account.canonical))])
        details["role"] = deed.role.map { .string($0.rawValue) }
        let entry = AuditEntry(
            actor: actor.actor, action: deed.action, tenant: actor.tenantID, details: details)
        try await audit.record(entry, on: connection)
        try await changes.publish(.account(deed.account), on: connection)
        return member
    }

    /// False when the account is no member. The roles that the answer rests on are locked until the transaction ends.
    ///
    /// - Throws: `AuthError` when the actor may not make this change.
    private func mayChange(
        _ account: UUID, to role: TenantRole?, by actor: UserPrincipal, on connection: any DatabaseConnection
    ) async throws -> Bool {
        let roles = try await memberships.lockRoles(of: [actor.accountID, account], in: actor.tenantID, on: connection)
        guard let actorRole = roles[actor.accountID] else { throw AuthError.sessionRevoked }
        guard let target = roles[account] else { return false }
        try MembershipPolicy.checkChange(
            by: actorRole, from: target, to: role, owners: roles.values.count { $0 == .owner })
        return true
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
