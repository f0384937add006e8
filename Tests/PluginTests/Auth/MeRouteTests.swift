import Contracts
import FoundationEssentials
import HTTPTypes
import Testing

@testable import AuthPlugin

@Suite struct MeRouteTests {
    private static func signedIn(
        _ body: @Sendable (IdentityStage, SessionTokens) async throws -> Void
    ) async throws {
        try await IdentityStage.run { stage in
            let tenant = try await stage.registry.addTenant("acme")
            let account = try await stage.registry.addAccount(
                "ada@example.com", password: "right password", in: [(tenant, .member)])
            _ = try await stage.registry.query(
                """
                CREATE TABLE "workspaceMember" ("userId" uuid, "nameFirstName" text, "nameLastName" text, "locale" text,
                    "timeZone" text, "deletedAt" timestamptz)
                """)
            let identity = try #require(stage.auth.services.identity)
            try await body(stage, try await identity.openSession(account: account, tenant: tenant))
        }
    }

    @Test func itTellsUserRoleAndOrganization() async throws {
        try await Self.signedIn { stage, tokens in
            _ = try await stage.registry.query(
                """
                INSERT INTO "workspaceMember" VALUES
                    (\(tokens.principal.accountID), 'Ada "Countess"', 'Lovelace', 'en', 'Europe/London', NULL)
                """)
            let answer = await stage.send(.get, "/api/me", bearer: tokens.accessToken)
            let user: JSONValue = [
                "id": .string(tokens.principal.accountID.canonical), "email": "ada@example.com",
                "name": ["first_name": #"Ada "Countess""#, "last_name": "Lovelace"], "locale": "en", "time_zone": "Europe/London",
            ]
            let tenant: JSONValue = [
                "id": .string(tokens.principal.tenantID.description), "slug": "acme", "name": "Acme", "plan": "pro",
                "features": ["export", "reports"],
            ]
            #expect(answer.body == ["success": true, "data": ["user": user, "role": "member", "tenant": tenant]])
        }
    }

    @Test func aUserWithoutAProfileHasNoName() async throws {
        try await Self.signedIn { stage, tokens in
            _ = try await stage.registry.query(
                """
                INSERT INTO "workspaceMember" VALUES
                    (\(UUID()), 'Somebody', 'Else', 'en', 'UTC', NULL), (\(tokens.principal.accountID), 'Gone', '', 'en', 'UTC', now())
                """)
            let answer = await stage.send(.get, "/api/me", bearer: tokens.accessToken)
            #expect(answer.status == 200)
            #expect(answer.data.object("user")["name"] == .null)
        }
    }

    @Test func aChangedTenantIsEncodedAnew() throws {
        let encodings = EncodedTenants(capacity: 10)
        let id = TenantID.random()
        let before = try #require(IdentityStage.tenant(id, slug: "before"))
        let after = try #require(IdentityStage.tenant(id, slug: "after"))
        let first = encodings.encoding(of: before)
        #expect(encodings.encoding(of: after) != first)
        #expect(encodings.encoding(of: before) == first)
    }
}
