import Contracts
import Logging

/// The lifecycle of tenants that have a database each.
struct DatabaseTenantLifecycle: TenantLifecycle {
    let dependencies: LifecycleDependencies
    let creation: TenantCreation
    let deletion: TenantDeletion
    let gate: CreationGate

    func create(_ order: TenantOrder) async throws -> CreatedTenant {
        try await gate.pass { try await creation.create(order) }
    }

    func suspend(_ tenant: TenantID, reason: String, actor: String) async throws {
        let entry = AuditEntry(
            actor: actor, action: "tenant.suspended", tenant: tenant,
            details: JSONObject([JSONMember("reason", .string(reason))]))
        let record = try await change(tenant, from: .active, to: .suspended, reason: reason, entry)
        try await TenantCutOff(dependencies: dependencies).complete(record)
    }

    func activate(_ tenant: TenantID, actor: String) async throws {
        let entry = AuditEntry(actor: actor, action: "tenant.activated", tenant: tenant)
        _ = try await change(tenant, from: .suspended, to: .active, reason: nil, entry)
        await settle()
        dependencies.pools.reopen(tenant)
    }

    func delete(_ tenant: TenantID, actor: String) async throws -> ErasureReceipt {
        let receipt = try await deletion.delete(tenant, actor: actor)
        await settle()
        return receipt
    }

    private func change(
        _ tenant: TenantID, from status: TenantStatus, to next: TenantStatus, reason: String?, _ entry: AuditEntry
    ) async throws -> TenantRecord {
        try await dependencies.registry.transaction { connection in
            let record = try await dependencies.tenants.transition(
                tenant, from: [status], to: next, reason: reason, on: connection)
            try await dependencies.audit.record(entry, on: connection)
            try await dependencies.changes.publish(.tenant(tenant), on: connection)
            return record
        }
    }

    /// After this nobody has to be kept out who was let in before: a host that lags answers as it did a moment ago.
    private func settle() async {
        do {
            try await dependencies.changes.settle()
        } catch {
            dependencies.logger.warning("A committed change is not applied everywhere yet.", metadata: ["error": "\(error)"])
        }
    }
}
