import Contracts
import FoundationEssentials

/// Changes a workspace's roles. Every change is told to all hosts, and every host has applied it when the answer goes out.
struct RoleService: Sendable {
    private let registry: any Database
    private let changes: any ChangeFeed
    private let audit: any AuditLog
    private let catalogues: CatalogueCache

    init(_ context: PluginContext, _ catalogues: CatalogueCache) {
        registry = context.registry
        changes = context.changes
        audit = context.audit
        self.catalogues = catalogues
    }

    func list(_ context: TenantRequestContext) async throws -> [JSONValue] {
        try await context.database.withConnection { try await RoleStore(connection: $0).list() }
    }

    /// - Throws: `RoleError.notFound`.
    func find(_ id: UUID, _ context: TenantRequestContext) async throws -> JSONValue {
        guard let role = try await context.database.withConnection({ try await RoleStore(connection: $0).find(id) }) else {
            throw RoleError.notFound
        }
        return role
    }

    func create(_ input: RoleInput, _ context: TenantRequestContext) async throws -> JSONValue {
        let id = UUID()
        return try await change("role.created", id, context) { try await $0.add(id, input) }
    }

    func change(_ id: UUID, _ input: RoleInput, _ context: TenantRequestContext) async throws -> JSONValue {
        try await change("role.changed", id, context) { store in
            try await store.lock(id)
            try await store.change(id, input)
        }
    }

    /// An API key that has the role is left without any right.
    func remove(_ id: UUID, _ context: TenantRequestContext) async throws {
        _ = try await change("role.removed", id, context) { store in
            try await store.lock(id)
            try await store.remove(id)
        }
    }

    func setObjects(_ body: JSONObject, of id: UUID, _ context: TenantRequestContext) async throws -> JSONValue {
        let permissions = try ObjectPermissionInput.list(body, try await catalogue(context))
        return try await change("role.changed", id, context) { store in
            try await store.lock(id)
            try await store.setObjects(permissions, of: id)
        }
    }

    func setFields(_ body: JSONObject, of id: UUID, _ context: TenantRequestContext) async throws -> JSONValue {
        let permissions = try FieldPermissionInput.list(body, try await catalogue(context))
        return try await change("role.changed", id, context) { store in
            try await store.lock(id)
            try await store.setFields(permissions, of: id)
        }
    }

    func assign(_ id: UUID, to account: UUID, _ context: TenantRequestContext) async throws -> JSONValue {
        try await change("role.assigned", id, context, account: account) { store in
            try await store.lock(id)
            try await store.assign(id, to: account)
        }
    }

    func unassign(_ id: UUID, from account: UUID, _ context: TenantRequestContext) async throws -> JSONValue {
        try await change("role.unassigned", id, context, account: account) { try await $0.unassign(id, from: account) }
    }

    private func catalogue(_ context: TenantRequestContext) async throws -> Catalogue {
        try await catalogues.catalogue(of: context.tenant.id, in: context.database)
    }

    /// Makes a change in the workspace with its entry in the audit log, then tells all hosts.
    ///
    /// The hosts are told once the change can be seen: told before, one of them might read and keep what was there till then.
    /// Should that fail, they see the change when they next read the roles anyway.
    ///
    /// - Returns: the role as it is now; null when it is gone.
    private func change(
        _ action: String, _ role: UUID, _ context: TenantRequestContext, account: UUID? = nil,
        _ body: @escaping @Sendable (RoleStore) async throws -> Void
    ) async throws -> JSONValue {
        var details = JSONObject([JSONMember("role", .string(role.canonical))])
        details["account"] = account.map { .string($0.canonical) }
        let entry = AuditEntry(
            actor: try context.user.actor, action: action, tenant: context.tenant.id, details: details)
        let changed: JSONValue
        do {
            changed = try await context.database.transaction { connection in
                let store = RoleStore(connection: connection)
                try await body(store)
                try await registry.transaction { try await audit.record(entry, on: $0) }
                return try await store.find(role) ?? .null
            }
        } catch DatabaseError.server(let diagnostic) {
            throw RoleError(diagnostic) ?? DatabaseError.server(diagnostic) as any Error
        }
        try await registry.transaction { try await changes.publish(.tenant(context.tenant.id), on: $0) }
        try await changes.settle()
        return changed
    }
}
