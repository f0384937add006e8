import Contracts

/// Deletions from the moment they are asked for until they begin: the time in which a tenant can be had back.
struct DeletionRequests: Sendable {
    let dependencies: LifecycleDependencies

    /// Fences the tenant off.
    ///
    /// - Throws: `LifecycleError.unknownTenant`, `.invalidTransition`.
    func open(_ tenant: TenantID, grace: Duration, actor: String) async throws -> ErasureRequest {
        let request = try await dependencies.registry.transaction { connection in
            let request = try await dependencies.tenants.requestErasure(of: tenant, grace: grace, actor: actor, on: connection)
            let action = request.dueAt == nil ? "tenant.deletion_started" : "tenant.deletion_scheduled"
            var details = JSONObject()
            details["due_at"] = request.dueAt.map { .string($0) }
            try await dependencies.audit.record(
                AuditEntry(actor: actor, action: action, tenant: tenant, details: details), on: connection)
            try await dependencies.changes.publish(.tenant(tenant), on: connection)
            return request
        }
        await dependencies.pools.close(tenant)
        return request
    }

    /// Makes the tenant what it was before.
    ///
    /// - Throws: `LifecycleError.unknownTenant`, `.invalidTransition`, `.erasureBegun`.
    /// - Returns: whether it is served again.
    func withdraw(_ tenant: TenantID, actor: String) async throws -> Bool {
        let status = try await dependencies.registry.transaction { connection in
            let status = try await dependencies.tenants.withdrawErasure(of: tenant, on: connection)
            try await dependencies.audit.record(
                AuditEntry(actor: actor, action: "tenant.restored", tenant: tenant), on: connection)
            try await dependencies.changes.publish(.tenant(tenant), on: connection)
            return status
        }
        return status == .active
    }
}
