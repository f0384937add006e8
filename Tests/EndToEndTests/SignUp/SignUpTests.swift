import Contracts
import Foundation
import TestSupport
import Testing

@Suite struct SignUpTests {
    private func register(_ fields: [String: JSONValue]) async throws -> ProductAPI.Reply {
        var body: JSONObject = JSONObject([
            JSONMember("organization_name", "Acme"),
            JSONMember("admin_email", .string("u-\(UUID().uuidString.lowercased())@example.com")),
            JSONMember("admin_password", "correct horse battery"),
        ])
        for (name, value) in fields { body[name] = value == .null ? nil : value }
        return try await Product.api.call("POST", "/api/auth/register-organization", .object(body))
    }

    @Test func anOrganizationSignsUpAndItsOwnerMayWorkAtOnce() async throws {
        let reply = try await register(["organization_name": "Sign Up & Sons"])
        #expect(reply.status == 201)
        let data = reply.json["data"]
        #expect(reply.json["success"] == true)
        #expect(data["status"] == "active")
        #expect(data["slug"] == "sign-up-sons" || data["slug"].string.hasPrefix("sign-up-sons-"))
        #expect(data["token_type"] == "Bearer")
        #expect(data["expires_in"] == 86400)
        #expect(data["user"]["role"] == "owner")
        let people = try await Product.api.call("GET", "/api/people", token: data["access_token"].string)
        #expect(people.status == 200)
        #expect(people.json["totalCount"] == 5)
    }

    @Test(arguments: ["شركة النور", "北京科技有限公司", "🚀🚀🚀", "Größe & Söhne", "   Łódź   ", "O'Hare \"Quoted\""])
    func aNameInAnyScriptGivesAUsableSlug(name: String) async throws {
        let reply = try await register(["organization_name": .string(name)])
        #expect(reply.status == 201)
        #expect(Slug(reply.json["data"]["slug"].string) != nil)
    }

    @Test(arguments: [
        ("organization_name", JSONValue.null), ("organization_name", "A"), ("organization_name", 7),
        ("organization_name", .string(String(repeating: "x", count: 256))), ("admin_email", "nobody"), ("admin_email", .null),
        ("admin_password", "short"), ("admin_password", .string(String(repeating: "x", count: 1025))), ("plan", "gold"),
        ("slug", "Not A Slug"), ("slug", "ab"), ("slug", "-acme"), ("slug", "acme_ltd"), ("slug", ""),
    ])
    func aFaultyFieldIsNamed(field: String, value: JSONValue) async throws {
        let reply = try await register([field: value])
        #expect(reply.status == 400)
        #expect(reply.headers["content-type"] == "application/problem+json")
        #expect(reply.text.contains(field))
        #expect(!reply.json["request_id"].string.isEmpty)
    }

    @Test func aTakenEMailIsAConflict() async throws {
        let first = try await Product.api.signUp()
        let reply = try await register(["admin_email": .string(first.email.uppercased())])
        #expect(reply.status == 409)
        #expect(reply.code == "email_taken")
    }

    @Test func aTakenSlugIsAConflict() async throws {
        let first = try await Product.api.signUp()
        let reply = try await register(["slug": .string(first.slug)])
        #expect(reply.status == 409)
        #expect(reply.code == "slug_taken")
    }

    /// The last is how another organization is named where an id may stand for a slug.
    @Test(arguments: ["admin", "www", "xn--acme", "7528809e-a185-45c1-86ec-816d765f3059"])
    func aReservedSlugIsRefused(slug: String) async throws {
        let reply = try await register(["slug": .string(slug)])
        #expect(reply.status == 400)
        #expect(reply.code == "slug_reserved")
        #expect(reply.json["errors"][0]["field"] == "slug")
    }

    @Test func aPlanThatIsNotSelfServiceIsRefused() async throws {
        let reply = try await register(["plan": "enterprise"])
        #expect(reply.status == 403)
        #expect(reply.code == "plan_not_self_service")
    }

    @Test func ofManySignUpsWithOneEMailExactlyOneWins() async throws {
        let email = "race-\(UUID().uuidString.lowercased())@example.com"
        let statuses = try await withThrowingTaskGroup(of: Int.self) { tasks in
            for _ in 0..<6 { tasks.addTask { try await register(["admin_email": .string(email)]).status } }
            return try await tasks.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.sorted() == [201, 409, 409, 409, 409, 409])
        #expect(try Product.stack.sql(TestStack.databasesWithoutOwner) == "")
    }
}
