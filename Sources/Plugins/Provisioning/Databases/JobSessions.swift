import Contracts

/// The sessions that one run of a job opens on the servers. Each bears the run's mark, and works only after the registry has said that
/// the job is still the run's.
///
/// Who takes a job over ends, before anything else, the sessions of the runs before. One of those that opens a session later learns from
/// the registry that the job is lost. So a host that was frozen changes nothing on a server once it goes on.
struct JobSessions: ServerAdministration {
    /// How long the server may take to end a session, milliseconds.
    private static let endLimit = 5000

    let administration: any ServerAdministration
    let maintenanceDatabase: String
    let run: any JobRun

    func placementServers() async throws -> [String] { try await administration.placementServers() }

    func withConnection<Result: Sendable>(
        server: String, database: String, _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        try await administration.withConnection(server: server, database: database) { connection in
            try await begin(on: connection)
            try await endEarlierSessions(on: connection)
            return try await body(connection)
        }
    }

    func withTenantConnection<Result: Sendable>(
        to placement: Placement, password: Secret, _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        // A tenant's role may end no sessions but its own.
        if run.epoch > 1 { try await withConnection(server: placement.server, database: maintenanceDatabase) { _ in } }
        return try await administration.withTenantConnection(to: placement, password: password) { connection in
            try await begin(on: connection)
            return try await body(connection)
        }
    }

    /// What the sessions of a run are called that a program of PostgreSQL opens.
    static func name(of run: any JobRun) -> String { "tenant-manager \(run.job.canonical) \(run.epoch)" }

    /// What the names of all sessions of the job begin with; the run's epoch follows.
    private var prefix: String { "tenant-manager \(run.job.canonical) " }

    private func begin(on connection: any DatabaseConnection) async throws {
        _ = try await connection.query("SELECT set_config('application_name', \(Self.name(of: run)), false)")
        try await run.confirm()
    }

    private func endEarlierSessions(on connection: any DatabaseConnection) async throws {
        guard run.epoch > 1 else { return }
        let remaining = try await connection.query(
            """
            SELECT FROM (
                SELECT pg_terminate_backend(pid, \(Self.endLimit)) AS has_ended FROM pg_stat_activity
                WHERE CASE WHEN starts_with(application_name, \(prefix))
                    THEN split_part(application_name, ' ', 3)::bigint < \(run.epoch)::bigint ELSE false END
                ) AS earlier
            WHERE NOT has_ended
            """)
        guard remaining.isEmpty else { throw SessionsRemain(count: remaining.count) }
    }
}

/// Sessions of a host that had the job before are still at work on the server.
struct SessionsRemain: Error {
    let count: Int
}
