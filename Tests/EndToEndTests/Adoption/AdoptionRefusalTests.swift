import Contracts
import Foundation
import TestSupport
import Testing

/// Adoptions that are refused leave the database as it was; one that is ended takes it away.
@Suite struct AdoptionRefusalTests {
    static let refusals: [(before: String, more: String, password: String?, sentence: String)] = [
        ("SELECT 1", "", "short", "A password has 8 to 1024 bytes."),
        ("SELECT 1", "", nil, "No account has the owner's address"),
        ("SELECT 1", "--workspace workspace_other", "correct horse battery staple", "no workspace in the schema workspace_other"),
        ("ALTER TABLE core.\"fieldMetadata\" DROP COLUMN \"settings\"", "", "long enough", "core.\"fieldMetadata\" lacks settings"),
        ("DROP TABLE core.\"workspace\"", "", "long enough", "core.\"workspace\" lacks databaseSchema, id"),
        (
            "UPDATE core.\"workspace\" SET \"databaseSchema\" = '\(TwentyDatabase.schema)'", "", "long enough",
            "Name one of the workspaces with --workspace"
        ),
    ]

    @Test(arguments: refusals.indices)
    func aRefusalLeavesNothing(index: Int) async throws {
        let (before, more, password, sentence) = Self.refusals[index]
        let database = try await TwentyDatabase.make()
        try database.asTwenty(before)
        let failure = #expect(throws: StackFailure.self) {
            try database.adopt(
                email: "\(database.name)@example.com", slug: database.name.replacing("_", with: "-"), password: password, more: more
            )
        }
        guard case .command(_, _, let output) = failure else { return }
        #expect(output.contains(sentence), "\(output)")
        #expect(try database.additions() == "")
        #expect(try Product.stack.sql("SELECT count(*) FROM tenant WHERE database_name = '\(database.name)'") == "0")
    }

    @Test func aDatabaseIsAdoptedOnce() async throws {
        let tenant = try await AdoptedTenant.shared
        let failure = #expect(throws: StackFailure.self) {
            try tenant.database.adopt(email: "second@example.com", slug: "second-shop")
        }
        guard case .command(_, _, let output) = failure else { return }
        #expect(output == "error: This database belongs to a tenant already.\n")
        #expect(try await tenant.call.ids("companies").count == 2)
    }

    /// Its Twenty server would go on writing where it lay.
    @Test func anAdoptedTenantDoesNotMove() async throws {
        let (tenant, key) = (try await AdoptedTenant.shared, try Product.operatorKey)
        let path = "/api/admin/tenants/\(tenant.slug)/move"
        let reply = try await Product.api.call("POST", path, ["server": "elsewhere"], operatorKey: key)
        #expect(reply.status == 409 && reply.code == "tenant_not_movable", "\(reply.text)")
        let list = "/api/admin/servers/\(TwentyDatabase.server)/tenants?limit=1000"
        let listed = try await Product.api.call("GET", list, operatorKey: key).json["data"]["tenants"].elements
        #expect(listed.first { $0["slug"].string == tenant.slug }?["obstacle"] == "tenant_not_movable")
        #expect(try await tenant.call.ids("companies").count == 2)
    }

    @Test func deletionDropsTheDatabase() async throws {
        let tenant = try await AdoptedTenant.make(email: "gone-\(UUID().uuidString.lowercased())@example.com")
        let role = try tenant.role()
        try Product.stack.command(["tenants", "delete", tenant.slug, "--yes"])
        #expect(try Product.stack.sql("SELECT count(*) FROM pg_database WHERE datname = '\(tenant.database.name)'") == "0")
        #expect(try Product.stack.sql("SELECT count(*) FROM pg_roles WHERE rolname = '\(role)'") == "0")
    }
}
