import Contracts
import Foundation
import TestSupport
import Testing

/// Whoever has a tenant's database password is let into that tenant's database, and by PostgreSQL itself nowhere else.
@Suite struct RoleIsolationTests {
    /// insufficient_privilege (PostgreSQL, appendix A).
    private static let refused = DatabaseError.connectFailed(.refused("42501"))

    @Test func aTenantsRoleEntersItsOwnDatabaseAlone() async throws {
        let stack = try Product.stack
        let (own, other) = (try await Product.api.signUp("Held"), try await Product.api.signUp("Shut"))
        let role = try await stack.database(of: own)
        let password = UUID().uuidString
        try stack.sql("ALTER ROLE \"\(role)\" PASSWORD '\(password)'")
        let connect = { (database: String) in
            try await stack.withSession(of: role, Secret(password), database: database) { session in
                _ = try await session.query("SELECT 1")
            }
        }
        try await connect(role)
        let templates = try stack.sql("SELECT datname FROM pg_database WHERE datname ~ '^twenty_tenant_template_'")
        let others = [try await stack.database(of: other), "tenant_manager", "postgres", "template1"]
        for database in others {
            await #expect(throws: Self.refused, "\(database)") { try await connect(database) }
        }
        // A template takes no connections at all.
        for database in templates.split(separator: "\n") {
            await #expect(throws: DatabaseError.self, "\(database)") { try await connect(String(database)) }
        }
    }

    @Test func aTenantsRoleCannotBecomeAnotherOrReadSecrets() async throws {
        let stack = try Product.stack
        let (own, other) = (try await Product.api.signUp("Lower"), try await Product.api.signUp("Higher"))
        let (role, otherRole) = (try await stack.database(of: own), try await stack.database(of: other))
        let password = UUID().uuidString
        try stack.sql("ALTER ROLE \"\(role)\" PASSWORD '\(password)'")
        for attempt in [
            "SET ROLE \"\(otherRole)\"", "SET SESSION AUTHORIZATION \"\(otherRole)\"", "ALTER ROLE \"\(otherRole)\" PASSWORD 'x'",
            "SELECT * FROM pg_authid", "CREATE DATABASE mine", "CREATE ROLE mine", "COPY (SELECT 1) TO PROGRAM 'true'",
            "SELECT pg_read_file('/etc/passwd')", "ALTER DATABASE \"\(otherRole)\" OWNER TO \"\(role)\"",
            "DROP DATABASE \"\(otherRole)\"",
        ] {
            await #expect(throws: DatabaseError.self, "\(attempt)") {
                try await stack.withSession(of: role, Secret(password), database: role) { try await $0.execute(script: attempt) }
            }
        }
    }
}
