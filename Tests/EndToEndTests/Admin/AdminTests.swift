import Contracts
import Foundation
import TestSupport
import Testing

@Suite struct AdminTests {
    private func admin(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> ProductAPI.Reply {
        try await Product.api.call(method, "/api/admin" + path, body, operatorKey: Product.operatorKey)
    }

    @Test func theListHasATrueTotalAndPages() async throws {
        let marker = "Listing \(UUID().uuidString.prefix(8))"
        for _ in 0..<3 { _ = try await Product.api.signUp(marker) }
        let query = marker.replacingOccurrences(of: " ", with: "%20")
        let first = try await admin("GET", "/tenants?search=\(query)&limit=2")
        #expect(first.status == 200)
        #expect(first.json["data"]["total"] == 3)
        #expect(first.json["data"]["tenants"].elements.count == 2)
        let cursor = first.json["data"]["next_cursor"].string
        let second = try await admin("GET", "/tenants?search=\(query)&limit=2&cursor=\(cursor)")
        #expect(second.json["data"]["tenants"].elements.count == 1)
        #expect(second.json["data"]["total"] == 3)
    }

    @Test func aTenantIsShownByIDAndSlugWithoutCredentials() async throws {
        let owner = try await Product.api.signUp()
        for name in [owner.tenantID, owner.slug] {
            let reply = try await admin("GET", "/tenants/\(name)")
            #expect(reply.status == 200)
            #expect(reply.json["data"]["id"].string == owner.tenantID)
            #expect(!reply.text.lowercased().contains("password"))
            #expect((reply.json["data"]["database"]["size_bytes"].int ?? 0) > 0)
        }
    }

    @Test func aSuspendedTenantIsServedAgainWhenActivated() async throws {
        let owner = try await Product.api.signUp()
        #expect(try await admin("POST", "/tenants/\(owner.tenantID)/suspend", ["reason": "unpaid"]).status == 200)
        let refused = try await Product.api.call("GET", "/api/me", token: owner.accessToken)
        #expect(refused.status == 403)
        #expect(refused.code == "tenant_suspended")
        #expect(try await admin("POST", "/tenants/\(owner.tenantID)/suspend", ["reason": "again"]).status == 409)
        #expect(try await admin("POST", "/tenants/\(owner.tenantID)/activate").status == 200)
        #expect(try await Product.api.call("GET", "/api/me", token: owner.accessToken).status == 200)
    }

    @Test func deletionLeavesNothing() async throws {
        let owner = try await Product.api.signUp()
        let database = try Product.stack.sql("SELECT database_name FROM tenant WHERE id = '\(owner.tenantID)'")
        let role = try Product.stack.sql("SELECT role_name FROM tenant WHERE id = '\(owner.tenantID)'")
        let reply = try await admin("DELETE", "/tenants/\(owner.tenantID)")
        #expect(reply.status == 200)
        #expect(try Product.stack.sql("SELECT count(*) FROM pg_database WHERE datname = '\(database)'") == "0")
        #expect(try Product.stack.sql("SELECT count(*) FROM pg_roles WHERE rolname = '\(role)'") == "0")
        #expect(try Product.stack.sql("SELECT count(*) FROM account WHERE email = '\(owner.email)'") == "0")
        #expect(try await Product.api.call("GET", "/api/me", token: owner.accessToken).status == 401)
        #expect(try await admin("GET", "/tenants/\(owner.tenantID)").status == 404)
        #expect(try Product.stack.sql("SELECT count(*) FROM erasure_ledger WHERE tenant_id = '\(owner.tenantID)'") == "1")
    }

    @Test(arguments: [
        "/tenants?limit=0", "/tenants?limit=x", "/tenants?status=asleep", "/tenants?cursor=%21%21", "/tenants/Not%20A%20Slug",
    ])
    func aMalformedRequestIsRefused(path: String) async throws {
        #expect(try await admin("GET", path).status == 400)
    }

    @Test func anUnknownTenantIsNotFound() async throws {
        #expect(try await admin("GET", "/tenants/\(UUID().uuidString.lowercased())").status == 404)
        #expect(try await admin("POST", "/tenants/\(UUID().uuidString.lowercased())/suspend", ["reason": "x"]).status == 404)
        #expect(try await admin("DELETE", "/tenants/no-such-slug").status == 404)
    }

    @Test func poolStatisticsHaveTheDocumentedShape() async throws {
        let owner = try await Product.api.signUp()
        _ = try await Product.api.call("GET", "/api/me", token: owner.accessToken)
        let data = try await admin("GET", "/pools/stats").json["data"]
        #expect((data["totalPools"].int ?? 0) >= 1)
        #expect((data["totalConnections"].int ?? 0) >= 1)
        #expect((data["maxTotalConnections"].int ?? 0) > 0)
        #expect(!data["pools"].elements.isEmpty)
    }

    @Test(arguments: ["", "x", "tmk_AAAA_BBBB"])
    func aWrongKeyIsRefused(key: String) async throws {
        let reply = try await Product.api.call("GET", "/api/admin/tenants", operatorKey: key)
        #expect(reply.status == 401)
    }

    @Test func aRevokedKeyIsRefusedAndARoleBindsItsKey() async throws {
        let name = "temporary-\(UUID().uuidString.prefix(6).lowercased())"
        let created = try Product.stack.command(["operators", "create", name, "--role", "operator"])
        let key = try #require(created.split(whereSeparator: \.isWhitespace).last { $0.hasPrefix("tmk_") }).description
        #expect(try await Product.api.call("GET", "/api/admin/stats", operatorKey: key).status == 200)
        let owner = try await Product.api.signUp()
        let refused = try await Product.api.call("DELETE", "/api/admin/tenants/\(owner.tenantID)", operatorKey: key)
        #expect(refused.status == 403)
        #expect(refused.code == "insufficient_role")
        try Product.stack.command(["operators", "revoke", name])
        try await eventually { try await Product.api.call("GET", "/api/admin/stats", operatorKey: key).status == 401 }
    }
}
