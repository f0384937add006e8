import Contracts

/// Looks for what is left of a tenant on its PostgreSQL server: its own database and role, and any other named after it.
struct ServerResidue: Sendable {
    let databases: TenantDatabases

    func scan(for subject: ErasureSubject) async throws -> [Residue] {
        let placement = subject.placement
        return try await databases.administer(placement.server) { admin in
            try await admin.query(
                """
                SELECT 'database', datname FROM pg_database
                WHERE datname = \(placement.database) OR strpos(datname, \(subject.compactID)) > 0
                UNION ALL SELECT 'role', rolname FROM pg_roles
                WHERE rolname = \(placement.role) OR strpos(rolname, \(subject.compactID)) > 0
                ORDER BY 1, 2
                """
            ).map { row in
                let (kind, name): (String, String) = (try row.decode(at: 0), try row.decode(at: 1))
                return Residue(place: "server.\(kind).\(name)", count: 1)
            }
        }
    }
}
