import Contracts
import Logging

/// Undoes a creation, however far it came.
struct CreationUndo: Sendable {
    private static let timeLimit: Duration = .seconds(30)

    enum Outcome: Sendable, Equatable {
        case undone
        /// The creation had reached its end.
        case keptAsActive
        /// Somebody deletes the tenant already.
        case leftToDeletion
        /// Something stood in the way; recovery tries again.
        case postponed
    }

    let dependencies: LifecycleDependencies
    let stock: StockStore

    /// Removes database, role, account, membership and row; one that an operator has approved keeps its names, and waits again. What cannot be removed stays entered as `failed`, and is tried again
    /// by recovery.
    func undo(_ tenant: TenantID, _ placement: Placement) async -> Outcome {
        do {
            return try await uninterrupted(within: Self.timeLimit) { try await undoAll(tenant, placement) }
        } catch {
            dependencies.logger.error(
                "A creation could not be undone yet.", metadata: ["tenant": "\(tenant)", "error": "\(error)"])
            return .postponed
        }
    }

    private func undoAll(_ tenant: TenantID, _ placement: Placement) async throws -> Outcome {
        // The mark comes first: it tells whether the creation was committed after all, and keeps it from being so later.
        switch try await markAsFailed(tenant) {
        case .active, .suspended: return .keptAsActive
        case .deleting, .deleted: return .leftToDeletion
        case nil where try await isBackInStock(tenant): return .undone
        case .failed, .pending, nil: break
        }
        try await dependencies.databases.remove(placement)
        try await dependencies.registry.transaction { connection in
            guard try await dependencies.applications.find(tenant, on: connection) == nil else {
                return try await dependencies.tenants.awaitApproval(of: tenant, on: connection)
            }
            _ = try await dependencies.identity.eraseMemberships(of: tenant, on: connection)
            try await dependencies.tenants.discard(tenant, on: connection)
        }
        return .undone
    }

    /// A database that was taken by a reservation which was not committed is not the tenant's to remove.
    private func isBackInStock(_ tenant: TenantID) async throws -> Bool {
        try await dependencies.registry.withConnection { try await stock.holds(tenant, on: $0) }
    }

    /// - Returns: the state after it; nil when the tenant has no row, because its reservation was not committed.
    private func markAsFailed(_ tenant: TenantID) async throws -> TenantStatus? {
        do {
            return try await dependencies.registry.withConnection { connection in
                try await dependencies.tenants.transition(
                    tenant, from: [.pending, .failed], to: .failed, reason: nil, on: connection
                ).status
            }
        } catch LifecycleError.invalidTransition(let status, _) {
            return status
        } catch LifecycleError.unknownTenant {
            return nil
        }
    }
}
