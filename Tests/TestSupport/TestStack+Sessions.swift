public import Contracts
internal import Foundation

extension TestStack {
    /// Runs `body` in a session of PostgreSQL's superuser, which looks at what the host does there, or does it harm.
    public func withSuperuser<Result: Sendable>(
        database: String = "tenant_manager", _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        let file = directory.appending(path: "secrets/postgres-superuser-password")
        let password = Secret(try String(contentsOf: file, encoding: .utf8))
        return try await withSession(of: "postgres", password, database: database, body)
    }

    /// Runs `body` in a session of any role.
    ///
    /// - Throws: `DatabaseError.connectFailed` when PostgreSQL does not let the role in.
    public func withSession<Result: Sendable>(
        of role: String, _ password: Secret, database: String,
        _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        let target = ConnectionTarget(
            server: "test", parameters: ["host": directory.appending(path: "sockets/postgres").path], database: database,
            user: role, password: password)
        return try await DirectDatabase(target).withConnection(body)
    }

    /// The name of a tenant's database, which is its role's too.
    public func database(of organization: ProductAPI.Organization) async throws -> String {
        try await withSuperuser { session in
            let rows = try await session.query(
                "SELECT database_name::text FROM tenant WHERE id::text = \(organization.tenantID)")
            return rows.first?.text(0) ?? ""
        }
    }

    /// Ends the sessions of the databases, as an operator or a crash would.
    public func killSessions(in databases: [String]) async throws {
        try await withSuperuser { session in
            _ = try await session.query(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE datname = ANY(\(SQLValue.textArray(databases))::text[]) AND pid <> pg_backend_pid()
                """)
        }
    }
}
