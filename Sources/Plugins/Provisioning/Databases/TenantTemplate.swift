import Contracts

/// The database that tenants' databases are cloned from: extensions, tables of all plugins, no rows.
///
/// One a server and schema. Its name holds a digest of the schema, so that hosts of two versions do not take each other's. It
/// takes no connections once it is complete: a connection to it would make PostgreSQL refuse to clone.
struct TenantTemplate: Sendable {
    /// Held on the server by who builds or drops templates.
    private static let advisoryLock: Int64 = 0x746D_7076_746D_706C

    let schema: TenantSchema
    let name: String
    /// Owns what is in the template until a tenant's role takes it over.
    let owner: String
    private let templatePrefix: String
    private let administration: any ServerAdministration
    private let migrations: any Migrating
    private let configuration: ProvisioningConfiguration

    init(
        configuration: ProvisioningConfiguration, administration: any ServerAdministration, migrations: any Migrating,
        cryptography: any Cryptography
    ) {
        let names = TenantNames(prefix: configuration.databasePrefix)
        schema = configuration.schema(cryptography)
        name = names.template(fingerprint: schema.fingerprint)
        owner = names.templateOwner
        templatePrefix = names.templatePrefix
        self.administration = administration
        self.migrations = migrations
        self.configuration = configuration
    }

    /// Builds the template on `server` unless it is there; whoever comes second waits.
    func build(on server: String) async throws {
        try await locked(server) { admin in try await buildIfMissing(on: server, admin) }
    }

    /// Drops the templates of other schemas on `server`. A host that still needs one builds it again.
    func dropOthers(on server: String) async throws {
        try await locked(server) { admin in
            try await dropTemplates(on: admin, except: name)
        }
    }

    /// Drops the templates of all schemas on `server`, and the role that owned what is in them.
    func remove(from server: String) async throws {
        try await locked(server) { admin in
            try await dropTemplates(on: admin, except: nil)
            try await admin.execute(script: "DROP ROLE IF EXISTS \(SQLIdentifier.quote(owner))")
        }
    }

    private func dropTemplates(on admin: any DatabaseConnection, except kept: String?) async throws {
        let found = try await admin.query(
            "SELECT datname FROM pg_database WHERE starts_with(datname, \(templatePrefix)) AND datname IS DISTINCT FROM \(kept)")
        for database in try found.map({ try $0.decode(at: 0, as: String.self) }) {
            try await admin.execute(script: "DROP DATABASE IF EXISTS \(SQLIdentifier.quote(database)) WITH (FORCE)")
        }
    }

    private func locked(_ server: String, _ body: @Sendable (any DatabaseConnection) async throws -> Void) async throws {
        try await administration.withConnection(server: server, database: configuration.maintenanceDatabase) { admin in
            // Freed when the connection closes.
            _ = try await admin.query("SELECT pg_advisory_lock(\(Self.advisoryLock))")
            try await body(admin)
        }
    }

    /// It has its name only when it is complete: one that is cloned is never half of one.
    private func buildIfMissing(on server: String, _ admin: any DatabaseConnection) async throws {
        let found = try await admin.query("SELECT datallowconn FROM pg_database WHERE datname = \(name)")
        if try found.first?.decode(at: 0, as: Bool.self) == false { return }
        let (template, draft) = (SQLIdentifier.quote(name), SQLIdentifier.quote(draftName))
        for database in [template, draft] {
            try await admin.execute(script: "DROP DATABASE IF EXISTS \(database) WITH (FORCE)")
        }
        try await createOwner(on: admin)
        try await admin.execute(script: "CREATE DATABASE \(draft) TEMPLATE template0 ENCODING 'UTF8'")
        try await administration.withConnection(server: server, database: draftName) { try await fill($0) }
        try await admin.execute(
            script: "ALTER DATABASE \(draft) ALLOW_CONNECTIONS false; ALTER DATABASE \(draft) RENAME TO \(template)")
    }

    private var draftName: String { name + "_draft" }

    private func createOwner(on admin: any DatabaseConnection) async throws {
        guard try await admin.query("SELECT FROM pg_roles WHERE rolname = \(owner)").isEmpty else { return }
        let role = SQLIdentifier.quote(owner)
        try await admin.execute(script: "CREATE ROLE \(role) NOLOGIN NOINHERIT; GRANT \(role) TO CURRENT_USER")
    }

    private func fill(_ connection: any DatabaseConnection) async throws {
        let role = SQLIdentifier.quote(owner)
        let database = SQLIdentifier.quote(draftName)
        for name in configuration.extensions {
            try await connection.execute(script: "CREATE EXTENSION IF NOT EXISTS \(SQLIdentifier.quote(name)) SCHEMA public")
        }
        try await connection.execute(
            script: """
                REVOKE ALL ON DATABASE \(database) FROM PUBLIC;
                GRANT CREATE ON DATABASE \(database) TO \(role);
                ALTER SCHEMA public OWNER TO \(role);
                SET ROLE \(role)
                """)
        try await migrations.migrate(configuration.tenantMigrations, on: connection)
        try await connection.execute(script: "RESET ROLE")
        try await connection.execute(script: "VACUUM (FREEZE, ANALYZE)")
    }
}
