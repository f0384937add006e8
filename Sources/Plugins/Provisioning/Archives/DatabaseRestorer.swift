import Contracts

/// Brings an archive's dump into a database of its own, and shows that all of it is there.
struct DatabaseRestorer: Sendable {
    let dependencies: LifecycleDependencies
    let extensions: [String]

    /// Makes the database anew, however far an earlier attempt came, and fills it. The tenant's own role does that, so that nothing in a
    /// dump is done with more rights than the tenant has.
    func restore(_ archive: OpenedArchive, to placement: Placement, password: RolePassword, _ run: any JobRun) async throws {
        let databases = dependencies.databases.on(run)
        try await databases.administer(placement.server) { admin in
            try await databases.createRole(placement, verifier: password.scramVerifier(), on: admin)
            try await databases.recreateEmpty(placement, on: admin)
        }
        try await databases.administration.withConnection(server: placement.server, database: placement.database) { admin in
            for name in extensions {
                try await admin.execute(script: "CREATE EXTENSION IF NOT EXISTS \(SQLIdentifier.quote(name)) SCHEMA public")
            }
            try await admin.execute(script: "ALTER SCHEMA public OWNER TO \(SQLIdentifier.quote(placement.role))")
        }
        let login = DatabaseLogin(
            server: placement.server, database: placement.database,
            account: .role(placement.role, password: password.secret), applicationName: JobSessions.name(of: run))
        try await run.confirm()
        try await dependencies.tools.restore(DatabaseRestoration(login: login, omitsExtensions: true), from: archive.dump)
        try await databases.administration.withTenantConnection(to: placement, password: password.secret) { connection in
            guard try await TableCounts.read(on: connection) == archive.manifest.tables else { throw ArchiveError.unequal }
        }
    }
}
