import Contracts

/// Begins the erasure of the tenants whose time to be had back is over.
struct DueErasures: Sendable {
    private static let actor = "system"

    let dependencies: LifecycleDependencies
    let deletion: TenantDeletion

    /// Enters a job for each; any host runs it.
    func sweep() async throws {
        let count = try await dependencies.registry.transaction { connection in
            let due = try await dependencies.tenants.claimDueErasures(on: connection)
            for record in due { _ = try await deletion.begin(record.id, .queued, actor: Self.actor, on: connection) }
            return due.count
        }
        if count > 0 { dependencies.jobs.wake() }
    }
}
