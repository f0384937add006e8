import Contracts
import Foundation
import TestSupport
import Testing

/// `Prefer: respond-async`: the answer comes at once, and says where to look.
@Suite struct AsyncSignUpTests {
    @Test func aSignUpThatNobodyWaitsForIsCarriedOut() async throws {
        let api = try Product.api
        let signUp = SignUp()
        let reply = try await signUp.send(api, prefer: "respond-async")
        #expect(reply.status == 202 && reply.json["data"]["status"].string == "pending")
        #expect(reply.headers["preference-applied"] == "respond-async")
        let place = try #require(reply.headers["location"])
        try await eventually { try await api.call("GET", place).json["data"]["status"].string == "active" }
        #expect(try await api.call("GET", place).json["data"] == ["status": "active", "code": nil])
        #expect(try await signUp.people(api) == 5)
    }

    @Test func aConflictIsToldAtOnce() async throws {
        let api = try Product.api
        let signUp = SignUp()
        #expect(try await signUp.send(api).status == 201)
        #expect(try await signUp.send(api, prefer: "respond-async").status == 409)
    }

    @Test func anUnknownSignUpIsNotFound() async throws {
        let path = "/api/auth/provisioning-status/"
        #expect(try await Product.api.call("GET", path + UUID().uuidString).code == "job_not_found")
        #expect(try await Product.api.call("GET", path + "mine").code == "invalid_identifier")
    }

    /// What is left of an organization's jobs when it is erased.
    @Test func anErasureEmptiesWhatJobsSay() async throws {
        let (api, key) = (try Product.api, try Product.operatorKey)
        let owner = try await api.signUp()
        let path = "/api/admin/tenants/\(owner.tenantID)"
        let jobs = try await api.call("GET", "/api/admin/jobs?tenant=\(owner.tenantID)", operatorKey: key).json["data"]["jobs"]
        #expect(jobs.elements.map { $0["kind"].string } == ["tenant.create"])
        let id = jobs[0]["id"].string
        #expect(try await api.call("DELETE", path, operatorKey: key).status == 200)
        let left = try await api.call("GET", "/api/admin/jobs/\(id)", operatorKey: key).json["data"]
        #expect(left["tenant_id"] == .null && left["requested_by"] == .null && left["state"].string == "succeeded")
        let all = try await api.call("GET", "/api/admin/jobs?tenant=\(owner.tenantID)", operatorKey: key).json["data"]
        #expect(all["total"].int == 0)
        #expect(try await api.call("GET", "/api/auth/provisioning-status/\(id)").status == 404)
    }

    @Test func jobsAreListedOnTheCommandLine() async throws {
        let owner = try await Product.api.signUp()
        let lines = try Product.stack.command(["jobs", "list", "--tenant", owner.tenantID, "--state", "succeeded"])
        #expect(lines.split(separator: "\t")[1...3] == ["tenant.create", "succeeded", owner.tenantID[...]])
    }
}
