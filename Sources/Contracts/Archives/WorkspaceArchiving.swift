/// What an archive holds of a workspace besides its database as such. The CRM plugin lends it.
public protocol WorkspaceArchiving: Sendable {
    /// The names of the workspace's objects, as its interface has them; none where the database holds no workspace.
    func objects(on connection: any DatabaseConnection) async throws -> [String]

    /// Writes every record of the object, deleted ones included, as a line of JSON each, and as the connection's transaction sees it.
    ///
    /// - Returns: how many.
    func write(
        _ object: String, on connection: any DatabaseConnection, to write: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws -> Int

    /// Makes a restored database the tenant's own, whosever it was: part of the connection's transaction.
    func settle(_ tenant: TenantID, on connection: any DatabaseConnection) async throws
}
