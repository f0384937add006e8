import Contracts
import TestSupport

@testable import CRMPlugin

/// The migrated database that the tests' workspaces are cloned from, made once a test process.
struct CRMTemplate: Sendable {
    let database: String
    /// The role that ran the migrations and owns what they made.
    let migrator: String

    static var shared: CRMTemplate {
        get async throws { try await making.value }
    }

    private static let making = Task { try await make() }

    private static func make() async throws -> CRMTemplate {
        let cluster = try await PostgresCluster.shared
        let role = try await cluster.createRole("migrator")
        let database = try await cluster.createDatabase("template")
        let name = SQLIdentifier.quote(role.name)
        try await cluster.execute(
            """
            CREATE EXTENSION "uuid-ossp"; CREATE EXTENSION unaccent;
            GRANT ALL ON SCHEMA public TO \(name); GRANT CREATE ON DATABASE \(SQLIdentifier.quote(database)) TO \(name)
            """, database: database)
        let target = cluster.target(database: database, user: role.name, password: role.password)
        try await cluster.withConnection(to: target) { connection in
            for migration in CRMPlugin.tenantMigrations { try await connection.execute(script: migration.script) }
        }
        return CRMTemplate(database: database, migrator: role.name)
    }
}
