import Contracts
import Foundation
import TestSupport
import Testing

/// `Idempotency-Key` on a registration.
@Suite struct RetriedSignUpTests {
    private struct Registration: Sendable {
        let key = UUID().uuidString
        var fields: [String: JSONValue] = [
            "organization_name": "Once", "admin_email": .string("once-\(UUID().uuidString.lowercased())@example.com"),
            "admin_password": "correct horse battery",
        ]

        func send(
            _ changes: [String: JSONValue] = [:], key: String? = nil, prefer: String? = nil
        ) async throws -> ProductAPI.Reply {
            let members = fields.merging(changes) { $1 }.map { JSONMember($0.key, $0.value) }
            return try await Product.api.call(
                "POST", "/api/auth/register-organization", .object(JSONObject(members)),
                headers: [("Idempotency-Key", key ?? self.key)] + (prefer.map { [("Prefer", $0)] } ?? []))
        }

        var tenants: String {
            get throws {
                try Product.stack.sql(
                    """
                    SELECT count(*) FROM membership JOIN account ON account.id = membership.account
                    WHERE email = '\(fields["admin_email"]?.string ?? "")'
                    """)
            }
        }
    }

    @Test func aRetryGetsTheFirstAnswerWithTokensOfItsOwn() async throws {
        let registration = Registration()
        let first = try await registration.send()
        let second = try await registration.send()
        #expect(first.status == 201 && second.status == 201)
        #expect(first.headers["idempotent-replayed"] == nil && second.headers["idempotent-replayed"] == "true")
        for member in ["tenant_id", "slug", "status", "user", "expires_in"] {
            #expect(first.json["data"][member] == second.json["data"][member])
        }
        #expect(first.json["data"].memberNames == second.json["data"].memberNames)
        #expect(first.json["data"]["refresh_token"] != second.json["data"]["refresh_token"])
        let me = try await Product.api.call("GET", "/api/me", token: second.json["data"]["access_token"].string)
        #expect(me.json["data"]["tenant"]["id"] == first.json["data"]["tenant_id"])
    }

    @Test(arguments: ["organization_name", "admin_email", "admin_password"])
    func anotherBodyUnderTheKeyIsRefusedAndLearnsNothing(field: String) async throws {
        let registration = Registration()
        let data = try await registration.send().json["data"]
        let reply = try await registration.send([field: .string("other-\(UUID().uuidString)@example.com")])
        #expect(reply.status == 422)
        #expect(reply.code == "idempotency_key_reused")
        #expect(!reply.text.contains(data["tenant_id"].string) && !reply.text.contains("token"))
        #expect(try registration.tenants == "1")
    }

    @Test func theSameBodyUnderAnotherKeyIsANewRegistration() async throws {
        let registration = Registration()
        _ = try await registration.send()
        #expect(try await registration.send(key: UUID().uuidString).code == "email_taken")
    }

    @Test func ofManyAtOnceUnderOneKeyOneMakesATenant() async throws {
        let registration = Registration()
        let replies = try await withThrowingTaskGroup { group in
            for _ in 0..<8 { group.addTask { try await registration.send() } }
            return try await group.reduce(into: [ProductAPI.Reply]()) { $0.append($1) }
        }
        #expect(try registration.tenants == "1")
        #expect(replies.contains { $0.status == 201 })
        for reply in replies where reply.status != 201 {
            #expect(reply.code == "sign_up_in_progress")
            #expect(reply.status == 409 && Int(reply.headers["retry-after"] ?? "") != nil)
        }
        #expect(Set(replies.filter { $0.status == 201 }.map { $0.json["data"]["tenant_id"].string }).count == 1)
    }

    /// Who does not wait is told of the same job while it is at work, and let in once it is done.
    @Test func aRetryOfASignUpThatNobodyWaitsForFindsTheSameOne() async throws {
        let registration = Registration()
        let replies = try await withThrowingTaskGroup { group in
            for _ in 0..<4 { group.addTask { try await registration.send(prefer: "respond-async") } }
            return try await group.reduce(into: [ProductAPI.Reply]()) { $0.append($1) }
        }
        let accepted = replies.filter { $0.status == 202 }
        let place = try #require(accepted.first?.headers["location"])
        #expect(Set(accepted.map { $0.headers["location"] }) == [place])
        #expect(accepted.count { $0.headers["idempotent-replayed"] == nil } == 1)
        #expect(accepted.allSatisfy { $0.headers["preference-applied"] == "respond-async" })
        #expect(replies.allSatisfy { $0.status == 202 || $0.status == 201 || $0.code == "sign_up_in_progress" })
        try await eventually { try await Product.api.call("GET", place).json["data"]["status"] == "active" }
        for prefer in ["respond-async", nil] {
            let late = try await registration.send(prefer: prefer)
            #expect(late.status == 201 && late.headers["idempotent-replayed"] == "true", "\(late.text)")
        }
        let other = try await registration.send(["organization_name": "Another"], prefer: "respond-async")
        #expect(other.code == "idempotency_key_reused")
        #expect(try registration.tenants == "1")
    }

    @Test(arguments: ["a b", String(repeating: "k", count: 256), "schlüssel"])
    func aMalformedKeyIsNamed(key: String) async throws {
        let registration = Registration()
        let reply = try await registration.send(key: key)
        #expect(reply.status == 400)
        #expect(reply.json["errors"][0]["field"] == "Idempotency-Key")
        #expect(try registration.tenants == "0")
    }

    @Test func aRefusalIsNotKept() async throws {
        let registration = Registration()
        #expect(try await registration.send(["slug": "admin"]).code == "slug_reserved")
        #expect(try await registration.send().status == 201)
    }

    /// What was sent first is no better than a log-in: the password may have been changed because somebody knew it.
    @Test func aRetryOpensNothingThatALogInWouldNot() async throws {
        let (registration, other) = (Registration(), try await Product.api.signUp())
        let tenant = try await registration.send().json["data"]["tenant_id"].string
        let suspend = "/api/admin/tenants/\(tenant)/suspend"
        _ = try await Product.api.call("POST", suspend, ["reason": "unpaid"], operatorKey: Product.operatorKey)
        #expect(try await registration.send().code == "tenant_suspended")
        let activate = "/api/admin/tenants/\(tenant)/activate"
        _ = try await Product.api.call("POST", activate, operatorKey: Product.operatorKey)
        #expect(try await registration.send().status == 201)
        try Product.stack.sql(
            """
            UPDATE account SET password_hash = (SELECT password_hash FROM account WHERE email = '\(other.email)')
            WHERE email = '\(registration.fields["admin_email"]?.string ?? "")'
            """)
        let reply = try await registration.send()
        #expect(reply.status == 401 && reply.code == "invalid_credentials")
    }

    @Test func erasingTheTenantErasesTheKey() async throws {
        let registration = Registration()
        let first = try await registration.send().json["data"]["tenant_id"].string
        let key = try Product.operatorKey
        #expect(try await Product.api.call("DELETE", "/api/admin/tenants/\(first)", operatorKey: key).status == 200)
        #expect(try Product.stack.sql("SELECT count(*) FROM sign_up_attempt WHERE tenant = '\(first)'") == "0")
        let second = try await registration.send()
        #expect(second.status == 201 && second.json["data"]["tenant_id"].string != first)
    }
}
