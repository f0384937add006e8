import Contracts

/// Fences a tenant off and lets it come back: the jobs `tenant.suspend` and `tenant.resume`. The transition itself is made as the job is
/// entered, and every host hears of it; what is left cannot be undone, only repeated.
struct TenantSuspension: Sendable {
    static let suspendKindName = "tenant.suspend"
    static let resumeKindName = "tenant.resume"

    let dependencies: LifecycleDependencies

    var kinds: [JobKind] {
        [
            JobKind(
                name: Self.suspendKindName,
                steps: [.entered("mark", isPastReturn: true), JobStep("cut_off", .repeatable(cutOff))]),
            JobKind(
                name: Self.resumeKindName,
                steps: [.entered("mark", isPastReturn: true), JobStep("reopen", .repeatable(reopen))]),
        ]
    }

    func enterSuspension(of tenant: TenantID, reason: String, actor: String) async throws -> JobOrder {
        let order = JobOrder(kind: Self.suspendKindName, tenant: tenant, requestedBy: actor)
        let entry = AuditEntry(
            actor: actor, action: "tenant.suspended", tenant: tenant, details: JSONObject([JSONMember("reason", .string(reason))]))
        try await enter(order, tenant, from: .active, to: .suspended, reason: reason, entry)
        return order
    }

    func enterResumption(of tenant: TenantID, actor: String) async throws -> JobOrder {
        let order = JobOrder(kind: Self.resumeKindName, tenant: tenant, requestedBy: actor)
        let entry = AuditEntry(actor: actor, action: "tenant.activated", tenant: tenant)
        try await enter(order, tenant, from: .suspended, to: .active, reason: nil, entry)
        return order
    }

    private func enter(
        _ order: JobOrder, _ tenant: TenantID, from status: TenantStatus, to next: TenantStatus, reason: String?,
        _ entry: AuditEntry
    ) async throws {
        try await dependencies.registry.transaction { connection in
            _ = try await dependencies.tenants.transition(tenant, from: [status], to: next, reason: reason, on: connection)
            try await dependencies.jobs.enter(order, .claimed, on: connection)
            try await dependencies.audit.record(entry, on: connection)
            try await dependencies.changes.publish(.tenant(tenant), on: connection)
        }
    }

    private func cutOff(_ run: any JobRun) async throws {
        let tenant = try run.tenantID
        guard try await status(of: tenant) != .active else { return }
        await dependencies.pools.close(tenant)
        await dependencies.catchUp()
        // Activated meanwhile, perhaps before the pool was closed.
        if try await status(of: tenant) == .active { dependencies.pools.reopen(tenant) }
    }

    private func reopen(_ run: any JobRun) async throws {
        let tenant = try run.tenantID
        guard try await status(of: tenant) == .active else { return }
        await dependencies.catchUp()
        dependencies.pools.reopen(tenant)
        if try await status(of: tenant) != .active { await dependencies.pools.close(tenant) }
    }

    private func status(of tenant: TenantID) async throws -> TenantStatus? {
        try await dependencies.registry.withConnection { connection in
            try await dependencies.tenants.record(of: tenant, on: connection)?.status
        }
    }
}
