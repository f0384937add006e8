import Contracts
import Logging

/// Erases a tenant: fence, database, role, registry rows. It can be repeated from any point, and says it is done only when it is.
struct TenantDeletion: Sendable {
    let dependencies: LifecycleDependencies

    func delete(_ tenant: TenantID, actor: String) async throws -> ErasureReceipt {
        let record = try await dependencies.registry.transaction { connection in
            // One that is pending is somebody's sign-up in progress; recovery sees to those that were left behind.
            let record = try await dependencies.tenants.transition(
                tenant, from: [.active, .suspended, .failed, .deleting], to: .deleting, reason: nil, on: connection)
            try await dependencies.audit.record(
                AuditEntry(actor: actor, action: "tenant.deletion_started", tenant: tenant), on: connection)
            try await dependencies.changes.publish(.tenant(tenant), on: connection)
            return record
        }
        try await TenantCutOff(dependencies: dependencies).complete(record)
        return try await finish(record, actor: actor)
    }

    /// Removes what there is of a tenant that is `deleting`.
    func finish(_ record: TenantRecord, actor: String) async throws -> ErasureReceipt {
        do {
            try await dependencies.databases.remove(record.placement)
        } catch let error as LifecycleError {
            throw error
        } catch {
            throw incomplete("remove_database", of: record.id, error)
        }
        do {
            return try await eraseRows(of: record.id, actor: actor)
        } catch LifecycleError.unknownTenant {
            throw LifecycleError.unknownTenant
        } catch {
            throw incomplete("erase_rows", of: record.id, error)
        }
    }

    private func eraseRows(of tenant: TenantID, actor: String) async throws -> ErasureReceipt {
        try await dependencies.registry.transaction { connection in
            let accounts = try await dependencies.identity.eraseMemberships(of: tenant, on: connection)
            let receipt = try await dependencies.tenants.erase(tenant, erasedAccounts: accounts, on: connection)
            try await dependencies.audit.record(
                AuditEntry(actor: actor, action: "tenant.deleted", tenant: tenant), on: connection)
            try await dependencies.changes.publish(.tenant(tenant), on: connection)
            return receipt
        }
    }

    private func incomplete(_ step: String, of tenant: TenantID, _ error: any Error) -> LifecycleError {
        dependencies.logger.error(
            "A tenant could not be deleted yet.", metadata: ["tenant": "\(tenant)", "step": "\(step)", "error": "\(error)"])
        return .deletionIncomplete(step: step)
    }
}
