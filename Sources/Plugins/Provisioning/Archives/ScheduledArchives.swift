import Contracts
import FoundationEssentials
import Logging

/// Has archives made where plans say so.
struct ScheduledArchives: Sendable {
    private static let actor = "system"
    /// By how much of the interval tenants differ, so that those which came together are not archived together for ever.
    private static let jitter = 0.1

    let dependencies: LifecycleDependencies
    let export: TenantExport
    let store: ArchiveStore
    let plans: PlanCatalogue

    /// Enters a job for each tenant that is due; any host runs it. Of two hosts that look at once one enters it.
    func sweep() async throws {
        for name in plans.names {
            guard let schedule = plans[name]?.archives else { continue }
            let due = try await dependencies.registry.withConnection { connection in
                try await store.dueTenants(of: name, schedule, jitter: Self.jitter, on: connection)
            }
            for tenant in due { try await enter(tenant) }
            try await dependencies.registry.withConnection { try await store.expireSurplus(of: name, schedule, on: $0) }
        }
    }

    private func enter(_ tenant: TenantID) async throws {
        do {
            try await dependencies.registry.transaction { connection in
                _ = try await export.enter(tenant, .scheduled, actor: Self.actor, on: connection)
            }
            dependencies.jobs.wake()
        } catch ArchiveError.exportRunning {
            // Another host, or the owner, was faster.
        } catch MoveError.changeRunning {
            // It has its turn when it lies where it goes.
        } catch let error as LifecycleError {
            dependencies.logger.notice(
                "A scheduled archive was not begun.", metadata: ["tenant": "\(tenant)", "error": "\(error)"])
        }
    }
}
