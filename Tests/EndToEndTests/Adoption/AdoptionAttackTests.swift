import Contracts
import Foundation
import TestSupport
import Testing

/// What the role of an adopted tenant may not, and what adoption leaves to Twenty.
@Suite struct AdoptionAttackTests {
    static let attempts = [
        "SELECT * FROM core.\"user\"", "SELECT * FROM core.\"workspace\"", "SELECT * FROM core.\"objectMetadata\"",
        "INSERT INTO tenant_manager.\"recordDifference\" (\"objectMetadataId\", \"difference\") SELECT id, 9 FROM \"company\"",
        "SELECT tenant_manager.\"addToRecordCount\"(public.uuid_generate_v4(), 9)",
        "CREATE FUNCTION tenant_manager.\"addToRecordCount\"(uuid, integer) RETURNS void LANGUAGE sql AS 'SELECT'",
        "CREATE OR REPLACE FUNCTION tenant_manager.\"countInserted\"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
        "CREATE TABLE \(TwentyDatabase.schema).\"mine\" ()", "ALTER TABLE \"company\" DISABLE TRIGGER ALL",
        "DROP TABLE \"company\"",
        "SET ROLE twenty", "SET ROLE tenant_manager_admin",
    ]

    @Test(arguments: attempts)
    func theRoleStaysWithinTheRecords(attempt: String) async throws {
        let attacker = try await Self.attacker.value
        try await attacker.session(in: attacker.database) { _ = try await $0.query("SELECT FROM \"company\"") }
        await #expect(throws: DatabaseError.self) {
            try await attacker.session(in: attacker.database) { try await $0.execute(script: attempt) }
        }
    }

    @Test func theRoleEntersNoOtherDatabase() async throws {
        let (attacker, other) = (try await Self.attacker.value, try await AdoptedTenant.shared.database.name)
        for database in [other, "tenant_manager", "postgres", "template1"] {
            await #expect(throws: DatabaseError.connectFailed(.refused("42501")), "\(database)") {
                try await attacker.session(in: database) { _ = try await $0.query("SELECT 1") }
            }
        }
    }

    /// As it holds the id of Twenty's own user, by which Twenty finds its members.
    @Test func theMemberKeepsItsUser() async throws {
        let tenant = try await AdoptedTenant.shared
        #expect(
            try tenant.database.asTwenty("SELECT \"userId\", \"userEmail\" FROM \"workspaceMember\"")
                == "20202020-9e3b-46d4-a556-88b9ddc2b034|\(TwentyDatabase.member)")
    }

    /// Twenty alters its own tables when it is upgraded.
    @Test func twentyMayAlterItsTables() async throws {
        let tenant = try await AdoptedTenant.make(email: "altered-\(UUID().uuidString.lowercased())@example.com")
        try tenant.database.asTwenty(
            """
            ALTER TABLE core."fieldMetadata" ALTER COLUMN "type" TYPE varchar, DROP COLUMN "standardOverrides";
            ALTER TABLE core."objectMetadata" DROP COLUMN "shortcut", ADD COLUMN "color" varchar
            """)
        #expect(try await tenant.call("GET", "/rest/metadata/objects").status == 200)
        #expect(try await tenant.call.ids("companies").count == 2)
    }

    /// A tenant whose role the tests know the password of. Its own host does not, from then on.
    private struct Attacker: Sendable {
        let database: String
        let role: String
        let password = UUID().uuidString

        init() async throws {
            let tenant = try await AdoptedTenant.make(email: "attacker-\(UUID().uuidString.lowercased())@example.com")
            (database, role) = (tenant.database.name, try tenant.role())
            try Product.stack.sql("ALTER ROLE \"\(role)\" PASSWORD '\(password)'")
        }

        func session(in database: String, _ body: @Sendable (any DatabaseConnection) async throws -> Void) async throws {
            try await Product.stack.withSession(of: role, Secret(password), database: database, body)
        }
    }

    private static let attacker = Task { try await Attacker() }
}
