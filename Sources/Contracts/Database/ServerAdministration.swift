/// Administrative access to a PostgreSQL server that holds tenant databases. Never on the path of a tenant's request.
public protocol ServerAdministration: Sendable {
    /// The servers that are open for new tenants, the one first that is least loaded for its weight.
    func placementServers() async throws -> [String]

    /// Runs `body` on a fresh administrative connection to `database` of `server` and closes it.
    func withConnection<Result: Sendable>(
        server: String, database: String, _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result

    /// Runs `body` on a fresh connection as a tenant's own role, to try its credentials or to write as it.
    func withTenantConnection<Result: Sendable>(
        to placement: Placement, password: Secret, _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result
}
