internal import Contracts
internal import Logging

/// Looks at a tenant's database from outside, over an administrative connection to its server.
struct DatabaseInspector: Sendable {
    /// What the server says of the database.
    struct Findings: Sendable, Equatable {
        let sizeBytes: Int64
        /// Connections from all hosts, and of whoever else is in it.
        let connections: Int
        /// Nil when the database holds no workspace, or nobody counts its records.
        let records: Int?
    }

    let administration: any ServerAdministration
    let records: (any RecordCounting)?

    /// Nil when the server cannot be reached or lets nobody into such a database: an operator who looks into just that needs an answer, too.
    func inspect(_ tenant: TenantSummary, _ logger: Logger) async throws -> Findings? {
        do {
            return try await administration.withConnection(server: tenant.server, database: tenant.database) { connection in
                let rows = try await connection.query(
                    """
                    SELECT pg_database_size(current_database()) AS size,
                        (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid())
                            AS connections
                    """)
                guard let row = rows.first else { return nil }
                return Findings(
                    sizeBytes: try row.decode("size"), connections: try row.decode("connections"),
                    records: try await records?.count(on: connection))
            }
        } catch DatabaseError.cancelled {
            throw DatabaseError.cancelled
        } catch {
            logger.warning("The tenant's server could not be asked", metadata: ["server": "\(tenant.server)", "error": "\(error)"])
            return nil
        }
    }
}
