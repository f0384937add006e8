import Contracts
import Logging

/// Erases a tenant that is fenced off: database, role, registry rows. It can be repeated from any point, and says it is done only when
/// it is.
struct TenantDeletion: Sendable {
    let dependencies: LifecycleDependencies

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
            return try await TenantErasure(dependencies: dependencies).erase(record, actor: actor)
        } catch let error as LifecycleError {
            throw error
        } catch {
            throw incomplete("erase_rows", of: record.id, error)
        }
    }

    private func incomplete(_ step: String, of tenant: TenantID, _ error: any Error) -> LifecycleError {
        dependencies.logger.error(
            "A tenant could not be deleted yet.", metadata: ["tenant": "\(tenant)", "step": "\(step)", "error": "\(error)"])
        return .deletionIncomplete(step: step)
    }
}
