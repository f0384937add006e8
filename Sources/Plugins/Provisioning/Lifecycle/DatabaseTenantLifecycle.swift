import Contracts
import Logging

/// The lifecycle of tenants that have a database each.
struct DatabaseTenantLifecycle: TenantLifecycle {
    let dependencies: LifecycleDependencies
    let creation: TenantCreation
    let deletion: TenantDeletion
    let requests: DeletionRequests
    /// What a deletion waits that does not say how long.
    let erasureGrace: Duration
    let gate: CreationGate

    func create(_ order: TenantOrder) async throws -> CreatedTenant {
        try await gate.pass { try await creation.create(order) }
    }

    func suspend(_ tenant: TenantID, reason: String, actor: String) async throws {
        let entry = AuditEntry(
            actor: actor, action: "tenant.suspended", tenant: tenant,
            details: JSONObject([JSONMember("reason", .string(reason))]))
        try await change(tenant, from: .active, to: .suspended, reason: reason, entry)
        await dependencies.pools.close(tenant)
        await catchUp()
    }

    func activate(_ tenant: TenantID, actor: String) async throws {
        let entry = AuditEntry(actor: actor, action: "tenant.activated", tenant: tenant)
        try await change(tenant, from: .suspended, to: .active, reason: nil, entry)
        await catchUp()
        dependencies.pools.reopen(tenant)
    }

    func delete(_ tenant: TenantID, actor: String) async throws -> ErasureReceipt {
        let request = try await requests.open(tenant, grace: .zero, actor: actor)
        return try await finish(request, actor: actor)
    }

    func delete(_ tenant: TenantID, grace: Duration?, actor: String) async throws -> DeletionOutcome {
        let request = try await requests.open(tenant, grace: grace ?? erasureGrace, actor: actor)
        if let dueAt = request.dueAt {
            await catchUp()
            return .due(at: dueAt)
        }
        return .erased(try await finish(request, actor: actor))
    }

    func restore(_ tenant: TenantID, actor: String) async throws {
        let isServed = try await requests.withdraw(tenant, actor: actor)
        await catchUp()
        if isServed { dependencies.pools.reopen(tenant) }
    }

    private func finish(_ request: ErasureRequest, actor: String) async throws -> ErasureReceipt {
        let receipt = try await deletion.finish(request.record, actor: actor)
        await catchUp()
        return receipt
    }

    private func change(
        _ tenant: TenantID, from status: TenantStatus, to next: TenantStatus, reason: String?, _ entry: AuditEntry
    ) async throws {
        try await dependencies.registry.transaction { connection in
            _ = try await dependencies.tenants.transition(tenant, from: [status], to: next, reason: reason, on: connection)
            try await dependencies.audit.record(entry, on: connection)
            try await dependencies.changes.publish(.tenant(tenant), on: connection)
        }
    }

    /// The change is committed and the pool is fenced: a feed that lags delays only what the directory says, and past the
    /// staleness limit the directory says nothing at all.
    private func catchUp() async {
        do {
            try await dependencies.changes.catchUp()
        } catch {
            dependencies.logger.warning("A committed change is not applied here yet.", metadata: ["error": "\(error)"])
        }
    }
}
