import Contracts

/// The jobs that need a tenant's database to stay where it is, or to be served as it is. One that puts another in its place is alone.
struct TenantChanges: Sendable {
    private static let replacing = [TenantMove.kindName, TenantRestoration.kindName]
    private static let kinds =
        replacing + [
            TenantCreation.kindName, TenantImport.kindName, TenantSuspension.suspendKindName, TenantSuspension.resumeKindName,
            TenantDeletion.kindName, TenantExport.kindName,
        ]

    let jobs: any JobQueue

    /// To be asked when the tenant's row is locked, and by everybody who enters one of these jobs.
    ///
    /// - Throws: `MoveError.changeRunning`.
    func requireNone(of tenant: TenantID, on connection: any DatabaseConnection) async throws {
        for kind in Self.kinds { try await require(kind, tenant, on: connection) }
    }

    /// The same for what only those must not meet that put another database in its place.
    func requireNoReplacement(of tenant: TenantID, on connection: any DatabaseConnection) async throws {
        for kind in Self.replacing { try await require(kind, tenant, on: connection) }
    }

    private func require(_ kind: String, _ tenant: TenantID, on connection: any DatabaseConnection) async throws {
        guard try await jobs.unfinished(kind, of: tenant, on: connection) == nil else { throw MoveError.changeRunning }
    }
}
