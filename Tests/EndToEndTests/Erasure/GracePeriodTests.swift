import Contracts
import Foundation
import TestSupport
import Testing

/// A deletion that can be taken back.
@Suite struct GracePeriodTests {
    private static func admin(_ method: String, _ path: String) async throws -> ProductAPI.Reply {
        try await Product.api.call(method, "/api/admin/tenants/" + path, operatorKey: Product.operatorKey)
    }

    @Test func aDeletedOrganizationIsCutOffAndComesBack() async throws {
        let owner = try await Product.api.signUp()
        let deleted = try await Self.admin("DELETE", owner.tenantID + "?grace_hours=24")
        #expect(deleted.status == 202 && deleted.json["data"]["status"] == "deleting")
        let due = deleted.json["data"]["erasure_due_at"].string
        #expect(due.hasSuffix("Z"))
        #expect(try await Product.api.call("GET", "/api/me", token: owner.accessToken).code == "tenant_not_active")
        let login: JSONValue = ["email": .string(owner.email), "password": .string(owner.password)]
        #expect(try await Product.api.call("POST", "/api/auth/login", login).status == 401)
        let listed = try await Product.api.call(
            "GET", "/api/admin/tenants?status=deleting&search=\(owner.slug)", operatorKey: Product.operatorKey)
        #expect(listed.json["data"]["tenants"][0]["erasure_due_at"].string == due)
        let restored = try await Self.admin("POST", owner.tenantID + "/restore")
        #expect(restored.json["data"]["status"] == "active" && restored.json["data"]["erasure_due_at"] == .null)
        #expect(try await Product.api.call("GET", "/api/me", token: owner.accessToken).status == 200)
    }

    @Test func aTenantIsRestoredOnTheCommandLine() async throws {
        let owner = try await Product.api.signUp()
        let deleted = try Product.stack.command(["tenants", "delete", owner.slug, "--yes", "--grace-hours", "1"])
        #expect(deleted.wholeMatch(of: /The tenant is cut off, and erased after [\d:.TZ-]+ unless it is restored\./) != nil)
        #expect(try Product.stack.command(["tenants", "restore", owner.slug]) == "The tenant is what it was before.")
        #expect(try await Self.admin("GET", owner.tenantID).json["data"]["status"] == "active")
    }

    @Test func whatIsNotBeingDeletedIsNotRestored() async throws {
        let owner = try await Product.api.signUp()
        #expect(try await Self.admin("POST", owner.tenantID + "/restore").code == "invalid_transition")
        #expect(try await Self.admin("POST", UUID().uuidString + "/restore").code == "tenant_not_found")
    }

    @Test(arguments: ["?grace_hours=-1", "?grace_hours=9000", "?grace_hours=x", "?grace_days=1", "?grace_hours=1&grace_hours=2"])
    func aFaultyGraceDeletesNothing(query: String) async throws {
        let owner = try await SharedTenant.organization
        #expect(try await Self.admin("DELETE", owner.tenantID + query).code == "validation_failed")
        #expect(try await Self.admin("GET", owner.tenantID).json["data"]["status"] == "active")
    }

    @Test func anOperatorMayNotRestore() async throws {
        let name = "plain-\(UUID().uuidString.prefix(6).lowercased())"
        let key = try Product.stack.command(["operators", "create", name])
        let tenant = try await SharedTenant.organization.tenantID
        let reply = try await Product.api.call("POST", "/api/admin/tenants/\(tenant)/restore", operatorKey: key)
        #expect(reply.code == "insufficient_role")
    }
}
