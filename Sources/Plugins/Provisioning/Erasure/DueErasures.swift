import Contracts
import Logging

/// Erases the tenants whose time to be had back is over.
struct DueErasures: Sendable {
    private static let actor = "system"

    let dependencies: LifecycleDependencies
    let deletion: TenantDeletion

    /// Hosts share those that are due. One that fails is logged there and left to recovery.
    func sweep() async throws {
        let due = try await dependencies.registry.transaction { connection in
            let due = try await dependencies.tenants.claimDueErasures(on: connection)
            for record in due {
                try await dependencies.audit.record(
                    AuditEntry(actor: Self.actor, action: "tenant.deletion_started", tenant: record.id), on: connection)
            }
            return due
        }
        for record in due where !Task.isCancelled {
            do {
                await dependencies.pools.close(record.id)
                _ = try await deletion.finish(record, actor: Self.actor)
            } catch {
                dependencies.logger.error(
                    "A tenant whose time was over could not be erased yet.",
                    metadata: ["tenant": "\(record.id)", "error": "\(error)"])
            }
        }
    }
}
