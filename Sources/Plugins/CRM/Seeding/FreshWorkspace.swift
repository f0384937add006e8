import Contracts

/// Turns a clone of the template into the workspace of a new tenant: the schema gets its own name, the creator becomes the first
/// member, and the records that Twenty gives to a new workspace are there to look at.
struct FreshWorkspace: TenantSeeder {
    func prepare(_ tenant: TenantID, on connection: any DatabaseConnection) async throws {
        try await Self.rename(WorkspaceSchema.inTemplate, for: tenant, on: connection)
        try await connection.execute(script: SampleRecords.ofNobody)
    }

    /// Finds the tables by their bare names: the database has the path, or the same transaction has.
    func seed(_ owner: NewOwner, on connection: any DatabaseConnection) async throws {
        let member = WorkspaceMember(accountID: owner.accountID, email: owner.email, name: owner.name)
        try await WorkspaceMembers().admit(member, on: connection)
        try await connection.execute(script: SampleRecords.ofTheOwner)
    }

    /// Names the schema after the tenant. Also has every new connection to the database find its tables by their bare names.
    static func rename(_ present: String, for tenant: TenantID, on connection: any DatabaseConnection) async throws {
        let schema = WorkspaceSchema.name(of: tenant)
        if schema != present {
            _ = try await connection.query("ALTER SCHEMA \(identifier: present) RENAME TO \(identifier: schema)")
        }
        _ = try await connection.query("UPDATE core.\"workspace\" SET \"id\" = \(tenant), \"schemaName\" = \(schema)")
        guard let row = try await connection.query("SELECT current_database()").first else {
            throw DatabaseError.decoding(column: "current_database")
        }
        let database: String = try row.decode(at: 0)
        let path: SQL = "search_path TO \(identifier: schema), core, public"
        _ = try await connection.query("ALTER DATABASE \(identifier: database) SET \(path)")
        _ = try await connection.query("SET LOCAL \(path)")
    }
}
