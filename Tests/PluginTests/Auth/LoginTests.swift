import Contracts
import HTTPTypes
import Synchronization
import Testing

@testable import AuthPlugin

@Suite struct LoginTests {
    private static func body(_ email: String, _ password: String, _ organization: String? = nil) -> JSONValue {
        var object = JSONObject([JSONMember("email", .string(email)), JSONMember("password", .string(password))])
        object["organization"] = organization.map { .string($0) }
        return .object(object)
    }

    @Test func aMemberSignsInAndUsesTheToken() async throws {
        try await IdentityStage.run { stage in
            let tenant = try await stage.registry.addTenant("acme")
            let account = try await stage.registry.addAccount("ada@example.com", password: "correct horse", in: [(tenant, .admin)])
            let answer = await stage.send(.post, "/api/auth/login", Self.body(" Ada@Example.com", "correct horse"))
            #expect(answer.status == 200)
            #expect(answer.data.text("tenant_id") == tenant.description)
            #expect(answer.data.text("token_type") == "Bearer")
            #expect(answer.data["expires_in"] == .integer(86_400))
            #expect(answer.data.object("user").text("id") == account.canonical)
            #expect(answer.data.object("user").text("role") == "admin")
            let token = try #require(answer.data.text("access_token"))
            #expect(await stage.send(.get, "/api/members", bearer: token).status == 200)
        }
    }

    @Test func unknownAccountWrongPasswordAndForeignOrganizationLookTheSame() async throws {
        try await IdentityStage.run { stage in
            let tenant = try await stage.registry.addTenant("acme")
            _ = try await stage.registry.addTenant("other")
            _ = try await stage.registry.addAccount("ada@example.com", password: "right password", in: [(tenant, .owner)])
            let attempts = [
                Self.body("nobody@example.com", "right password"), Self.body("ada@example.com", "wrong password"),
                Self.body("ada@example.com", "right password", "other"), Self.body("ada@example.com", "right password", "no-such"),
            ]
            for attempt in attempts {
                let answer = await stage.send(.post, "/api/auth/login", attempt)
                #expect(answer.code == "invalid_credentials")
                #expect(answer.body == (await stage.send(.post, "/api/auth/login", attempts[0])).body)
            }
            #expect(stage.hasher.verifications.load(ordering: .relaxed) == 2 * attempts.count)
        }
    }

    @Test func theChoicesAreShownOnlyForTheRightPassword() async throws {
        try await IdentityStage.run { stage in
            let acme = try await stage.registry.addTenant("acme", name: "Acme")
            let beta = try await stage.registry.addTenant("beta")
            _ = try await stage.registry.addAccount(
                "ada@example.com", password: "right password", in: [(acme, .owner), (beta, .viewer)])
            #expect(
                await stage.send(.post, "/api/auth/login", Self.body("ada@example.com", "wrong password")).code
                    == "invalid_credentials")

            let answer = await stage.send(.post, "/api/auth/login", Self.body("ada@example.com", "right password"))
            #expect(answer.status == 409)
            guard case .object(let problem) = answer.body else { return }
            #expect(problem.array("organizations").map { $0.text("slug") } == ["acme", "beta"])
            #expect(problem.array("organizations").first?.text("tenant_id") == acme.description)

            let chosen = await stage.send(
                .post, "/api/auth/login", Self.body("ada@example.com", "right password", beta.description))
            #expect(chosen.data.object("user").text("role") == "viewer")
        }
    }

    @Test func theHostNameChoosesTheOrganization() async throws {
        try await IdentityStage.run { stage in
            let acme = try await stage.registry.addTenant("acme")
            let beta = try await stage.registry.addTenant("beta")
            _ = try await stage.registry.addAccount(
                "ada@example.com", password: "right password", in: [(acme, .owner), (beta, .viewer)])
            let host = IdentityStage.tenant(beta, slug: "beta")
            let answer = await stage.send(.post, "/api/auth/login", Self.body("ada@example.com", "right password"), host: host)
            #expect(answer.data.text("tenant_id") == beta.description)
        }
    }

    @Test func aSuspendedOrganizationIsToldOfOnlyAfterTheRightPassword() async throws {
        try await IdentityStage.run { stage in
            let tenant = try await stage.registry.addTenant("acme")
            _ = try await stage.registry.addAccount("ada@example.com", password: "right password", in: [(tenant, .owner)])
            try await stage.registry.setStatus(.suspended, of: tenant)
            #expect(
                await stage.send(.post, "/api/auth/login", Self.body("ada@example.com", "wrong password")).code
                    == "invalid_credentials")
            let answer = await stage.send(.post, "/api/auth/login", Self.body("ada@example.com", "right password"))
            #expect(answer.status == 403)
            #expect(answer.code == "tenant_suspended")
        }
    }

    @Test func guessingIsStoppedForExistingAndUnknownAccountsAlike() async throws {
        try await IdentityStage.run { stage in
            let tenant = try await stage.registry.addTenant("acme")
            _ = try await stage.registry.addAccount("ada@example.com", password: "right password", in: [(tenant, .owner)])
            for email in ["ada@example.com", "nobody@example.com"] {
                for _ in 1...10 { _ = await stage.send(.post, "/api/auth/login", Self.body(email, "wrong password")) }
                let answer = await stage.send(.post, "/api/auth/login", Self.body(email, "right password"), from: "198.51.100.1")
                #expect(answer.status == 429)
                #expect(answer.code == "too_many_attempts")
                #expect((1...900).contains(answer.retryAfter ?? 0))
            }
        }
    }

    @Test func anOldHashIsRenewedBySigningIn() async throws {
        try await IdentityStage.run { stage in
            let tenant = try await stage.registry.addTenant("acme")
            let account = try await stage.registry.addAccount("ada@example.com", password: "right password", in: [(tenant, .owner)])
            _ = try await stage.registry.query(
                "UPDATE account SET password_hash = replace(password_hash, 'new', 'old') WHERE id = \(account)")
            #expect(await stage.send(.post, "/api/auth/login", Self.body("ada@example.com", "right password")).status == 200)
            #expect(try await stage.registry.number("SELECT count(*) FROM account WHERE password_hash LIKE 'new$%'") == 1)
        }
    }

    @Test(arguments: [
        ("{}", ["email", "password"]), (#"{"email":1,"password":[]}"#, ["email", "password"]),
        (#"{"email":"not an address","password":"x"}"#, ["email"]),
        (#"{"email":"a@example.com","password":"x","organization":"no slug!"}"#, ["organization"]),
        (#"{"email":"a@example.com","password":""}"#, ["password"]),
    ])
    func faultyFieldsAreNamed(json: String, fields: [String]) async throws {
        let body = try JSONParser.parse(Array(json.utf8))
        try await IdentityStage.run { stage in
            let answer = await stage.send(.post, "/api/auth/login", body)
            #expect(answer.status == 400)
            guard case .object(let problem) = answer.body else { return }
            #expect(problem.array("errors").compactMap { $0.text("field") } == fields)
        }
    }
}
