import Contracts
import Logging

/// Finishes or undoes what a host left half-done when it was killed.
struct TenantRecovery: Sendable {
    private static let actor = "system"

    let dependencies: LifecycleDependencies
    let undoing: CreationUndo
    let deletion: TenantDeletion
    let interruptedAfter: Duration

    /// Takes every creation and deletion at rest for longer than `interruptedAfter`; several hosts share them.
    func sweep() async throws {
        let claimed = try await dependencies.registry.withConnection { connection in
            try await dependencies.tenants.claimUnfinished(olderThan: interruptedAfter, on: connection)
        }
        // An undoing is not to be interrupted, so a host that stops begins no further one.
        for record in claimed where !Task.isCancelled { await settle(record) }
    }

    /// One that fails again is logged there, and does not keep the others from their turn.
    private func settle(_ record: TenantRecord) async {
        do {
            if record.status == .deleting {
                _ = try await deletion.finish(record, actor: Self.actor)
            } else {
                _ = await undoing.undo(record.id, record.placement)
            }
        } catch {
            dependencies.logger.error(
                "An interrupted tenant could not be settled.",
                metadata: ["tenant": "\(record.id)", "status": "\(record.status.rawValue)", "error": "\(error)"])
        }
    }
}
