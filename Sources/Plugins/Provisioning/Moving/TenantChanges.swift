import Contracts

/// The jobs that change where and whether a tenant's database is served. One that moves it is alone.
struct TenantChanges: Sendable {
    private static let kinds = [
        TenantCreation.kindName, TenantSuspension.suspendKindName, TenantSuspension.resumeKindName, TenantDeletion.kindName,
        TenantMove.kindName,
    ]

    let jobs: any JobQueue

    /// To be asked when the tenant's row is locked, and by everybody who enters one of these jobs.
    ///
    /// - Throws: `MoveError.changeRunning`.
    func requireNone(of tenant: TenantID, on connection: any DatabaseConnection) async throws {
        for kind in Self.kinds { try await require(kind, tenant, on: connection) }
    }

    /// The same for what only a move must not meet.
    func requireNoMove(of tenant: TenantID, on connection: any DatabaseConnection) async throws {
        try await require(TenantMove.kindName, tenant, on: connection)
    }

    private func require(_ kind: String, _ tenant: TenantID, on connection: any DatabaseConnection) async throws {
        guard try await jobs.unfinished(kind, of: tenant, on: connection) == nil else { throw MoveError.changeRunning }
    }
}
