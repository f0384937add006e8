import Contracts

/// Brings an archive's dump into a database of its own, and shows that all of it is there.
struct DatabaseRestorer: Sendable {
    let dependencies: LifecycleDependencies
    let extensions: [String]

    /// Makes the role and the database anew, however far an earlier attempt came, and fills it. The tenant's own role does that, so that
    /// nothing in a dump is done with more rights than the tenant has.
    func restore(_ archive: OpenedArchive, to placement: Placement, password: RolePassword, _ session: RestoringSession)
        async throws
    {
        try await session.databases.administer(placement.server) { admin in
            try await session.databases.createRole(placement, verifier: password.scramVerifier(), on: admin)
        }
        try await fill(placement, with: archive, password: password.secret, session)
    }

    /// The same for a role that is there.
    ///
    /// - Throws: `ArchiveError.unequal` when a table has not as many rows as the archive says.
    func fill(_ placement: Placement, with archive: OpenedArchive, password: Secret, _ session: RestoringSession) async throws {
        let databases = session.databases
        try await databases.administer(placement.server) { try await databases.recreateEmpty(placement, on: $0) }
        try await handOver(placement, databases)
        let login = DatabaseLogin(
            server: placement.server, database: placement.database, account: .role(placement.role, password: password),
            applicationName: session.applicationName)
        try await session.confirm()
        try await dependencies.tools.restore(DatabaseRestoration(login: login, omitsExtensions: true), from: archive.dump)
        try await databases.administration.withTenantConnection(to: placement, password: password) { connection in
            guard try await TableCounts.read(on: connection) == archive.manifest.tables else { throw ArchiveError.unequal }
        }
    }

    /// Makes the extensions, which a tenant's role may not, and has the role own the rest.
    private func handOver(_ placement: Placement, _ databases: TenantDatabases) async throws {
        let (database, role) = (SQLIdentifier.quote(placement.database), SQLIdentifier.quote(placement.role))
        try await databases.administration.withConnection(server: placement.server, database: placement.database) { admin in
            for name in extensions {
                try await admin.execute(script: "CREATE EXTENSION IF NOT EXISTS \(SQLIdentifier.quote(name)) SCHEMA public")
            }
            // The schema first: the role inherits nothing, and so would not own it by owning the database.
            try await admin.execute(
                script: """
                    GRANT CREATE ON DATABASE \(database) TO \(role);
                    ALTER SCHEMA public OWNER TO \(role);
                    ALTER DATABASE \(database) OWNER TO \(role)
                    """)
        }
    }
}
