import Contracts

/// Begins the erasure of the tenants whose time to be had back is over.
struct DueErasures: Sendable {
    private static let actor = "system"

    let dependencies: LifecycleDependencies
    let deletion: TenantDeletion

    /// Enters a job for each; any host runs it.
    func sweep() async throws {
        while try await beginOne() {}
    }

    /// One at a time: who has published to the change feed must not wait for another tenant's audit log.
    private func beginOne() async throws -> Bool {
        let isBegun = try await dependencies.registry.transaction { connection in
            guard let record = try await dependencies.tenants.claimDueErasure(on: connection) else { return false }
            _ = try await deletion.begin(record.id, .queued, actor: Self.actor, on: connection)
            return true
        }
        if isBegun { dependencies.jobs.wake() }
        return isBegun
    }
}
