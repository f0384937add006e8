import Contracts
import FoundationEssentials
import HTTPTypes
import Synchronization
import Testing

@testable import AuthPlugin

@Suite struct APIKeyTests {
    /// An organization with its owner, signed in.
    private static func signedIn(
        settings: [(String, String)] = [], _ body: @Sendable (IdentityStage, SessionTokens) async throws -> Void
    ) async throws {
        try await IdentityStage.run(settings: settings) { stage in
            let tenant = try await stage.registry.addTenant("acme")
            let account = try await stage.registry.addAccount("ada@example.com", password: "right", in: [(tenant, .owner)])
            let identity = try #require(stage.auth.services.identity)
            try await body(stage, try await identity.openSession(account: account, tenant: tenant))
        }
    }

    private static func makeKey(_ stage: IdentityStage, _ owner: SessionTokens, _ role: String = "member") async throws
        -> JSONObject
    {
        let answer = await stage.send(
            .post, "/api/api-keys", ["name": "Importer", "role": .string(role)], bearer: owner.accessToken)
        #expect(answer.status == 201)
        return answer.data
    }

    @Test func aKnownKeyCostsNoRegistryQuery() async throws {
        try await Self.signedIn { stage, owner in
            let token = try #require(try await Self.makeKey(stage, owner).text("token"))
            let authenticator = try #require(stage.auth.services.tenantAuthenticator)
            let request = Request(method: .get, path: "/", fields: [.authorization: "Bearer " + token])
            let first = try await authenticator.authenticate(request)
            stage.registry.isCut.store(true, ordering: .relaxed)
            #expect(try await authenticator.authenticate(request) == first)
        }
    }

    @Test func theTokenIsKeptNowhere() async throws {
        try await Self.signedIn { stage, owner in
            let key = try await Self.makeKey(stage, owner)
            let token = try #require(key.text("token"))
            let found = try await stage.registry.number(
                "SELECT count(*) FROM api_key AS key WHERE to_jsonb(key)::text LIKE '%' || \(token) || '%'")
            #expect(found == 0)
        }
    }

    @Test func anOrganizationHasOnlySoManyKeysAtATime() async throws {
        try await Self.signedIn(settings: [("api_keys.max_per_tenant", "2")]) { stage, owner in
            let first = try await Self.makeKey(stage, owner)
            _ = try await Self.makeKey(stage, owner)
            let order: JSONValue = ["name": "Third", "role": "member"]
            #expect(await stage.send(.post, "/api/api-keys", order, bearer: owner.accessToken).code == "too_many_api_keys")
            let path = "/api/api-keys/\(first.text("id") ?? "")"
            #expect(await stage.send(.delete, path, bearer: owner.accessToken).status == 200)
            #expect(await stage.send(.post, "/api/api-keys", order, bearer: owner.accessToken).status == 201)
        }
    }

    @Test func aKeyLivesAYearUnlessSomethingElseIsSaid() async throws {
        try await Self.signedIn { stage, owner in
            _ = try await Self.makeKey(stage, owner)
            let days = "SELECT round(extract(epoch FROM expires_at - created_at) / 86400)::int FROM api_key" as SQL
            #expect(try await stage.registry.number(days) == 365)
        }
    }

    @Test func aKeyOutlivesTheAccountThatMadeIt() async throws {
        try await Self.signedIn { stage, owner in
            let token = try #require(try await Self.makeKey(stage, owner).text("token"))
            _ = try await stage.registry.query("DELETE FROM account")
            let authenticator = try #require(stage.auth.services.tenantAuthenticator)
            let request = Request(method: .get, path: "/", fields: [.authorization: "Bearer " + token])
            #expect(try await authenticator.authenticate(request)?.role == .member)
        }
    }
}
