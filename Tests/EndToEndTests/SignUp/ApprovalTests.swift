import Contracts
import Foundation
import TestSupport
import Testing

/// Sign-up that takes an operator's approval, and back to none.
@Suite(.serialized) struct ApprovalTests {
    private static let scene = Result {
        let settings = try SettingsCopy()
        try settings.set("sign_up", to: "approval")
        return (settings, try TestStack(environment: settings.environment))
    }

    private static func stack() throws -> TestStack { try scene.get().1 }
    private static func api() throws -> ProductAPI { ProductAPI(try stack().client) }

    private struct Applicant: Sendable {
        let email = "applicant-\(UUID().uuidString.lowercased())@example.com"
        let slug = "a" + UUID().uuidString.lowercased().prefix(8)

        func signUp(key: String? = nil) async throws -> ProductAPI.Reply {
            try await ApprovalTests.api().call(
                "POST", "/api/auth/register-organization",
                [
                    "organization_name": "Applicant", "admin_email": .string(email), "admin_password": "correct horse",
                    "slug": .string(slug), "admin_first_name": "Ada",
                ], headers: key.map { [("Idempotency-Key", $0)] } ?? [])
        }

        func logIn() async throws -> ProductAPI.Reply {
            try await ApprovalTests.api().call(
                "POST", "/api/auth/login", ["email": .string(email), "password": "correct horse"])
        }

        func decide(_ decision: String, operatorKey: String? = nil) async throws -> ProductAPI.Reply {
            let key = try operatorKey ?? ApprovalTests.stack().operatorKey
            return try await ApprovalTests.api().call("POST", "/api/admin/tenants/\(slug)/\(decision)", operatorKey: key)
        }
    }

    @Test func anApplicantWaitsAndGetsInOnceApproved() async throws {
        let applicant = Applicant()
        let reply = try await applicant.signUp()
        #expect(reply.status == 202)
        #expect(reply.json["data"]["status"] == "pending" && reply.json["data"]["awaiting_approval"] == true)
        #expect(!reply.text.contains("token") && !reply.json["data"]["next"].string.isEmpty)
        #expect(try await applicant.logIn().code == "tenant_not_active")
        #expect(try Self.stack().sql("SELECT count(*) FROM pg_database WHERE datname ~ '^twenty_tenant_[0-9a-f]{32}$'") == "0")
        let approved = try await applicant.decide("approve")
        #expect(approved.status == 200 && approved.json["data"]["status"] == "active")
        let token = try await applicant.logIn().json["data"]["access_token"].string
        let me = try await Self.api().call("GET", "/api/me", token: token)
        #expect(me.json["data"]["user"]["name"]["first_name"] == "Ada")
        #expect(try await Self.api().call("GET", "/rest/people", token: token).json["totalCount"] == 5)
        let id = reply.json["data"]["tenant_id"].string
        let key = try Self.stack().operatorKey
        #expect(try await Self.api().call("DELETE", "/api/admin/tenants/\(id)", operatorKey: key).status == 200)
    }

    @Test func thoseWhoWaitAreListed() async throws {
        let applicant = Applicant()
        _ = try await applicant.signUp()
        let list = try await Self.api().call(
            "GET", "/api/admin/tenants?status=pending&search=\(applicant.slug)", operatorKey: Self.stack().operatorKey)
        #expect(list.json["data"]["tenants"].elements.map { $0["awaiting_approval"] } == [true])
    }

    @Test func aRejectedOneLeavesItsNamesToOthers() async throws {
        let applicant = Applicant()
        #expect(try await applicant.signUp().status == 202)
        #expect(try await applicant.signUp().status == 409)
        #expect(try await applicant.decide("reject").status == 200)
        #expect(try await applicant.logIn().code == "invalid_credentials")
        #expect(try await applicant.decide("approve").code == "tenant_not_found")
        #expect(try await applicant.signUp().status == 202)
    }

    @Test func aDecisionStands() async throws {
        let applicant = Applicant()
        _ = try await applicant.signUp()
        #expect(try await applicant.decide("approve").status == 200)
        for decision in ["approve", "reject"] {
            let reply = try await applicant.decide(decision)
            #expect(reply.status == 409 && reply.code == "invalid_transition")
        }
        #expect(try await applicant.logIn().status == 200)
    }

    @Test(arguments: ["approve", "reject"])
    func nobodyButAnOperatorDecides(decision: String) async throws {
        let applicant = Applicant()
        _ = try await applicant.signUp()
        #expect(try await applicant.decide(decision, operatorKey: "tmk_made_up").status == 401)
        #expect(try await applicant.logIn().code == "tenant_not_active")
    }

    @Test func aRetryGetsTheFirstAnswerUntilItIsDecided() async throws {
        let (applicant, key) = (Applicant(), UUID().uuidString)
        let first = try await applicant.signUp(key: key)
        let second = try await applicant.signUp(key: key)
        #expect(second.status == 202 && second.body == first.body)
        #expect(try await applicant.decide("approve").status == 200)
        let third = try await applicant.signUp(key: key)
        #expect(third.status == 201 && third.json["data"]["tenant_id"] == first.json["data"]["tenant_id"])
    }

    @Test func theCommandLineDecides() async throws {
        let (one, two) = (Applicant(), Applicant())
        _ = try await one.signUp()
        _ = try await two.signUp()
        #expect(try Self.stack().command(["tenants", "approve", one.slug]) == "The tenant is active.")
        #expect(try Self.stack().command(["tenants", "reject", two.slug]) == "The sign-up is forgotten.")
        #expect(try await one.logIn().status == 200)
        #expect(try await two.logIn().status == 401)
    }

    @Test func openedAgainItAsksNobody() async throws {
        let (settings, stack) = try Self.scene.get()
        try settings.set("sign_up", to: "open")
        try stack.signal("host-1", SIGHUP)
        try await eventually { try await Applicant().signUp().status == 201 }
        try settings.set("sign_up", to: "approval")
        try stack.signal("host-1", SIGHUP)
        try await eventually { try await Applicant().signUp().status == 202 }
    }
}
