import Contracts

/// Makes a database of Twenty's servable. Twenty's tables, owners and data stay as they are: all that is added are schemas of our own,
/// triggers that count records, and rights of the tenant's role.
struct TwentyAdoption: WorkspaceAdoption {
    func prepare(_ database: String, schema: String?, for role: String, on connection: any DatabaseConnection) async throws {
        try await connection.execute(script: "SET LOCAL lock_timeout = '10s'; SET LOCAL search_path = public")
        let workspace = try await TwentyWorkspace.find(schema: schema, on: connection)
        try await connection.execute(script: "CREATE SCHEMA \(AdoptionScripts.schema)")
        try await connection.execute(script: AdoptionScripts.description)
        _ = try await connection.query(
            """
            INSERT INTO tenant_manager."adoption" ("id", "schemaName", "roleName")
            VALUES (\(workspace.id), \(workspace.schema), \(role))
            """)
        for script in [AdoptionScripts.counters, AdoptionScripts.counting, AdoptionScripts.roles, AdoptionScripts.jobs] {
            try await connection.execute(script: script)
        }
        try await shut(database, to: workspace, on: connection)
        try await grant(database, workspace, to: role, on: connection)
    }

    func release(on connection: any DatabaseConnection) async throws {
        let found = try await connection.query("SELECT to_regclass('tenant_manager.\"adoption\"') IS NOT NULL")
        guard try found.first?.decode(at: 0, as: Bool.self) == true else { return }
        let rows = try await connection.query(
            "SELECT \"roleName\", \"wasOpen\", quote_ident(current_database()) FROM tenant_manager.\"adoption\"")
        let role: String? = try rows.first?.decode(at: 0)
        if let row = rows.first, try row.decode(at: 1) {
            try await connection.execute(
                script: "GRANT CONNECT, TEMPORARY ON DATABASE \(try row.decode(at: 2, as: String.self)) TO PUBLIC")
        }
        // The triggers go with their functions.
        try await connection.execute(
            script: """
                DROP SCHEMA IF EXISTS \(AdoptionScripts.stagingSchema) CASCADE;
                DROP SCHEMA \(AdoptionScripts.schema) CASCADE
                """)
        guard let role, try await !connection.query("SELECT FROM pg_roles WHERE rolname = \(role)").isEmpty else { return }
        let quoted = SQLIdentifier.quote(role)
        try await connection.execute(script: "DROP OWNED BY \(quoted); DROP ROLE \(quoted)")
    }

    /// PostgreSQL lets every role of the server into a database unless it is told not to. Those whom the tables belong to stay in:
    /// Twenty's server is one of them.
    private func shut(_ database: String, to workspace: TwentyWorkspace, on connection: any DatabaseConnection) async throws {
        let name = SQLIdentifier.quote(database)
        let owners = try await connection.query(
            """
            SELECT DISTINCT pg_get_userbyid(relowner)::text FROM pg_class
            WHERE relkind = 'r' AND relnamespace IN ('core'::regnamespace, \(SQLIdentifier.quote(workspace.schema))::regnamespace)
            """)
        for owner in try owners.map({ try $0.decode(at: 0, as: String.self) }) {
            try await connection.execute(
                script: "GRANT CONNECT, TEMPORARY ON DATABASE \(name) TO \(SQLIdentifier.quote(owner))")
        }
        try await connection.execute(script: "REVOKE CONNECT, TEMPORARY ON DATABASE \(name) FROM PUBLIC")
    }

    private func grant(
        _ database: String, _ workspace: TwentyWorkspace, to role: String, on connection: any DatabaseConnection
    ) async throws {
        let (name, schema, role) = (
            SQLIdentifier.quote(database), SQLIdentifier.quote(workspace.schema), SQLIdentifier.quote(role)
        )
        let owner = try await connection.query(
            "SELECT DISTINCT quote_ident(tableowner) FROM pg_tables WHERE schemaname = \(workspace.schema)")
        // Tables that Twenty makes later are the role's to use as well.
        let later = try owner.map { row in
            """
            ALTER DEFAULT PRIVILEGES FOR ROLE \(try row.decode(at: 0, as: String.self)) IN SCHEMA \(schema)
                GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO \(role);
            """
        }.joined(separator: "\n")
        try await connection.execute(
            script: """
                GRANT CONNECT, TEMPORARY ON DATABASE \(name) TO \(role);
                GRANT USAGE ON SCHEMA \(schema), tenant_manager TO \(role);
                GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA \(schema) TO \(role);
                GRANT USAGE ON ALL SEQUENCES IN SCHEMA \(schema) TO \(role);
                \(later)
                GRANT SELECT ON ALL TABLES IN SCHEMA tenant_manager TO \(role);
                GRANT INSERT, UPDATE, DELETE ON tenant_manager."role", tenant_manager."objectPermission",
                    tenant_manager."fieldPermission", tenant_manager."roleTarget", tenant_manager."job" TO \(role);
                CREATE SCHEMA \(AdoptionScripts.stagingSchema) AUTHORIZATION \(role);
                ALTER ROLE \(role) IN DATABASE \(name)
                    SET search_path TO \(schema), tenant_manager, \(AdoptionScripts.stagingSchema), public
                """)
    }
}
