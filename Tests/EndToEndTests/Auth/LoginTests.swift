import Contracts
import Foundation
import TestSupport
import Testing

@Suite struct LoginTests {
    private func login(_ email: String, _ password: String, organization: String? = nil) async throws -> ProductAPI.Reply {
        var body = JSONObject([JSONMember("email", .string(email)), JSONMember("password", .string(password))])
        body["organization"] = organization.map { .string($0) }
        return try await Product.api.call("POST", "/api/auth/login", .object(body))
    }

    @Test func anOwnerLogsIn() async throws {
        let owner = try await Product.api.signUp()
        let reply = try await login(owner.email, owner.password)
        #expect(reply.status == 200)
        let data = reply.json["data"]
        #expect(data["tenant_id"].string == owner.tenantID)
        #expect(data["user"]["tenant_id"].string == owner.tenantID)
        #expect(data["user"]["email"].string == owner.email)
        #expect(data["user"]["role"] == "owner")
        #expect(try await Product.api.call("GET", "/api/me", token: data["access_token"].string).status == 200)
    }

    @Test func anUnknownAddressAndAWrongPasswordGetTheSameAnswer() async throws {
        let owner = try await Product.api.signUp()
        let wrong = try await login(owner.email, "not the password")
        let unknown = try await login("nobody-\(UUID().uuidString)@example.com", "not the password")
        #expect(wrong.status == 401 && unknown.status == 401)
        #expect(wrong.code == "invalid_credentials" && unknown.code == wrong.code)
        #expect(wrong.json["detail"] == unknown.json["detail"])
    }

    @Test func anUnknownAddressCostsWhatAWrongPasswordCosts() async throws {
        let owner = try await Product.api.signUp()
        func cost(_ email: String) async throws -> Duration {
            var times: [Duration] = []
            for _ in 0..<5 {
                let start = ContinuousClock.now
                _ = try await login(email, "not the password")
                times.append(ContinuousClock.now - start)
            }
            return times.sorted()[2]
        }
        let known = try await cost(owner.email)
        let unknown = try await cost("nobody-\(UUID().uuidString)@example.com")
        #expect(known < unknown * 2 && unknown < known * 2)
    }

    @Test func aMemberOfSeveralOrganizationsIsAskedWhichAfterTheRightPassword() async throws {
        let first = try await Product.api.signUp("First")
        let second = try await Product.api.signUp("Second")
        let joined = try await Product.api.call(
            "POST", "/api/members", ["email": .string(first.email), "role": "viewer"], token: second.accessToken)
        #expect(joined.status == 201)
        #expect(try await login(first.email, "not the password").status == 401)
        let reply = try await login(first.email, first.password)
        #expect(reply.status == 409)
        #expect(reply.code == "organization_required")
        #expect(Set(reply.json["organizations"].elements.map { $0["tenant_id"].string }) == [first.tenantID, second.tenantID])
        let chosen = try await login(first.email, first.password, organization: second.slug)
        #expect(chosen.json["data"]["user"]["role"] == "viewer")
    }

    @Test func aSuspendedTenantIsToldOnlyAfterTheRightPassword() async throws {
        let owner = try await Product.api.signUp()
        let suspended = try await Product.api.call(
            "POST", "/api/admin/tenants/\(owner.tenantID)/suspend", ["reason": "unpaid"], operatorKey: Product.operatorKey)
        #expect(suspended.status == 200)
        #expect(try await login(owner.email, "not the password").status == 401)
        let right = try await login(owner.email, owner.password)
        #expect(right.status == 403)
        #expect(right.code == "tenant_suspended")
    }
}
