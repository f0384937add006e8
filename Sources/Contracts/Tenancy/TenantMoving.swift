public import FoundationEssentials

/// Moves tenants from one database server to another while they are served. The provisioning plugin lends it.
public protocol TenantMoving: Sendable {
    /// Leaves the move to a job, which needs nobody to wait for it. The tenant is where it was until it has succeeded, and stays there when
    /// it does not.
    ///
    /// - Returns: the job's id.
    /// - Throws: `HTTPRepresentable` errors of what forbids the move, `DatabaseError` when one of the servers is away.
    func enqueue(_ tenant: TenantID, to server: String, actor: String) async throws -> UUID

    /// The same, and returns when the tenant is there and nothing is left of it where it was.
    func move(_ tenant: TenantID, to server: String, actor: String) async throws
}
