import Contracts

/// What an evacuation reads of the registry.
struct EvacuationStore: Sendable {
    struct Standing: Sendable {
        let state: ServerState
        let region: String?
    }

    struct Resident: Sendable {
        let id: TenantID
        let slug: String
        let plan: String
        let status: TenantStatus
        let schemaVersion: Int
    }

    /// - Throws: `ServerError.unknownServer`.
    func standing(of server: String, on connection: any DatabaseConnection) async throws -> Standing {
        let rows = try await connection.query("SELECT state, region FROM database_server WHERE name = \(server)")
        guard let row = rows.first else { throw ServerError.unknownServer(server) }
        return Standing(state: try row.decode("state"), region: try row.decode("region"))
    }

    /// The tenants that lie on the server, the oldest first.
    func residents(of server: String, on connection: any DatabaseConnection) async throws -> [Resident] {
        try await connection.query(
            """
            SELECT id, slug, plan, status, schema_version FROM tenant WHERE server = \(server) AND NOT awaiting_approval
            ORDER BY created_at, id
            """
        ).map { row in
            Resident(
                id: try row.decode("id"), slug: try row.decode("slug"), plan: try row.decode("plan"),
                status: try row.decode("status"), schemaVersion: try row.decode("schema_version"))
        }
    }
}
