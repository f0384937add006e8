internal import Contracts
internal import Logging

/// Looks at a tenant's database from outside, over an administrative connection to its server.
struct DatabaseInspector: Sendable {
    /// What the server says of the database.
    struct Findings: Sendable, Equatable {
        let sizeBytes: Int64
        /// Connections from all hosts, and of whoever else is in it.
        let connections: Int
    }

    /// The database that every server has, to ask about the others from.
    private static let maintenanceDatabase = "postgres"

    let administration: any ServerAdministration

    /// Nil when the server cannot be reached or has no such database: an operator who looks into just that needs an answer, too.
    func inspect(_ tenant: TenantSummary, _ logger: Logger) async throws -> Findings? {
        do {
            return try await administration.withConnection(server: tenant.server, database: Self.maintenanceDatabase) {
                connection in
                try await connection.query(
                    """
                    SELECT pg_database_size(oid) AS size,
                        (SELECT count(*) FROM pg_stat_activity WHERE datname = d.datname) AS connections
                    FROM pg_database d WHERE datname = \(tenant.database)
                    """
                ).first.map { Findings(sizeBytes: try $0.decode("size"), connections: try $0.decode("connections")) }
            }
        } catch DatabaseError.cancelled {
            throw DatabaseError.cancelled
        } catch {
            logger.warning("The tenant's server could not be asked", metadata: ["server": "\(tenant.server)", "error": "\(error)"])
            return nil
        }
    }
}
