internal import Contracts
internal import FoundationEssentials

/// Makes, changes and revokes the API keys of one organization. Every change is told to all hosts, and every host has applied a change
/// or revocation when the answer goes out.
struct APIKeyService: Sendable {
    private let registry: any Database
    private let changes: any ChangeFeed
    private let audit: any AuditLog
    private let tokens: any TokenSigner
    private let store: APIKeyStore
    private let memberships: MembershipStore
    /// Nil when no plugin lets organizations make roles of their own.
    private let roles: (any WorkspaceRoles)?
    private let limits: APIKeyLimits

    init(_ context: PluginContext, _ limits: APIKeyLimits) {
        registry = context.registry
        changes = context.changes
        audit = context.audit
        tokens = context.tokens
        store = APIKeyStore(registry: context.registry)
        memberships = MembershipStore(registry: context.registry)
        roles = context.services.workspaceRoles
        self.limits = limits
    }

    func list(_ tenant: TenantID, after: UUID?, limit: Int) async throws -> [APIKey] {
        try await store.list(tenant, after: after, limit: limit)
    }

    /// - Throws: `AuthError.apiKeyNotFound`.
    func find(_ id: UUID, of tenant: TenantID) async throws -> APIKey {
        guard let key = try await store.find(id, of: tenant) else { throw AuthError.apiKeyNotFound }
        return key
    }

    /// Makes a key and its token, which is told this once.
    ///
    /// - Parameter workspace: the organization's own database.
    func create(
        _ body: JSONObject, by actor: UserPrincipal, in workspace: any Database
    ) async throws -> (key: APIKey, token: String) {
        let now = Date.now
        let order = try NewAPIKey(body, limits: limits, now: now)
        try await checkRole(order.customRole, in: workspace)
        let id = UUID()
        let key = try await registry.transaction { connection in
            // Owners' memberships are locked by this, so that two creations at once do not both find room for one more.
            try await check(order.role, by: actor, on: connection)
            guard try await store.count(actor.tenantID, on: connection) < limits.perTenant else { throw AuthError.tooManyAPIKeys }
            try await store.removeEnded(of: actor.tenantID, on: connection)
            let key = try await store.add(order, id: id, by: actor.accountID, of: actor.tenantID, on: connection)
            try await tell("api_key.created", key, by: actor, on: connection)
            return key
        }
        try await changes.catchUp()
        let lifetime = Duration.seconds(order.expiresAt - Int64(now.timeIntervalSince1970))
        return (key, try tokens.sign(APIKeyClaims(keyID: id, tenantID: actor.tenantID), lifetime: lifetime))
    }

    /// Changes a key; nobody changes one whose role is above their own.
    func change(
        _ id: UUID, _ body: JSONObject, by actor: UserPrincipal, in workspace: any Database
    ) async throws -> APIKey {
        let change = try APIKeyChange(body)
        try await checkRole(change.customRole ?? nil, in: workspace)
        let key = try await registry.transaction { connection in
            let roles = [try await lockedRole(of: id, in: actor.tenantID, on: connection), change.role].compactMap { $0 }
            for role in roles { try await check(role, by: actor, on: connection) }
            let key = try await store.change(id, change, on: connection)
            try await tell("api_key.changed", key, by: actor, on: connection)
            return key
        }
        try await changes.settle()
        return key
    }

    /// Revokes a key, whatever its role: taking access away is always safe.
    func revoke(_ id: UUID, by actor: UserPrincipal) async throws {
        try await registry.transaction { connection in
            _ = try await lockedRole(of: id, in: actor.tenantID, on: connection)
            try await check(.viewer, by: actor, on: connection)
            let key = try await store.revoke(id, on: connection)
            try await tell("api_key.revoked", key, by: actor, on: connection)
        }
        try await changes.settle()
    }

    private func lockedRole(of id: UUID, in tenant: TenantID, on connection: any DatabaseConnection) async throws -> TenantRole {
        guard let role = try await store.lockRole(of: id, in: tenant, on: connection) else { throw AuthError.apiKeyNotFound }
        return role
    }

    /// Whether the actor, by the role that they have now and not when the request was let in, may deal with keys of `role`.
    private func check(_ role: TenantRole, by actor: UserPrincipal, on connection: any DatabaseConnection) async throws {
        let roles = try await memberships.lockRoles(of: [actor.accountID], in: actor.tenantID, on: connection)
        guard let actorRole = roles[actor.accountID] else { throw AuthError.sessionRevoked }
        guard actorRole >= .admin, role <= actorRole else { throw AuthError.roleTooLow }
    }

    private func checkRole(_ role: UUID?, in workspace: any Database) async throws {
        guard let role else { return }
        guard let roles, try await workspace.withConnection({ try await roles.isAssignableToKeys(role, on: $0) }) else {
            throw RequestFault.invalid([FieldFault(field: "custom_role_id", message: "is no role that can be given to keys")])
        }
    }

    /// The last step of a change: the feed holds writers back from here until the transaction ends.
    private func tell(_ action: String, _ key: APIKey, by actor: UserPrincipal, on connection: any DatabaseConnection) async throws
    {
        let details = JSONObject([
            JSONMember("api_key", .string(key.id.canonical)), JSONMember("name", .string(key.name)),
            JSONMember("role", .string(key.role.rawValue)), JSONMember("custom_role", .optional(key.customRole?.canonical)),
        ])
        let entry = AuditEntry(
            actor: actor.actor, action: action, tenant: actor.tenantID, details: details)
        try await audit.record(entry, on: connection)
        try await changes.publish(.apiKey(key.id), on: connection)
    }
}
