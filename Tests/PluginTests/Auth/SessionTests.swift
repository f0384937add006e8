import Contracts
import FoundationEssentials
import HTTPTypes
import Synchronization
import Testing

@testable import AuthPlugin

@Suite struct SessionTests {
    private static func signedIn(
        _ body: @Sendable (IdentityStage, SessionTokens) async throws -> Void
    ) async throws {
        try await IdentityStage.run { stage in
            let tenant = try await stage.registry.addTenant("acme")
            let account = try await stage.registry.addAccount("ada@example.com", password: "right password", in: [(tenant, .owner)])
            let identity = try #require(stage.auth.services.identity)
            try await body(stage, try await identity.openSession(account: account, tenant: tenant))
        }
    }

    @Test func loggingOutEndsTheSessionAtOnce() async throws {
        try await Self.signedIn { stage, tokens in
            #expect(await stage.send(.get, "/api/members", bearer: tokens.accessToken).status == 200)
            let answer = await stage.send(.post, "/api/auth/logout", bearer: tokens.accessToken)
            #expect(answer.status == 200)
            #expect(answer.body == ["success": true, "data": [:]])
            #expect(await stage.send(.get, "/api/members", bearer: tokens.accessToken).code == "session_revoked")
            let refresh = await stage.send(.post, "/api/auth/refresh", ["refresh_token": .string(tokens.refreshToken)])
            #expect(refresh.code == "session_revoked")
        }
    }

    @Test func theRefreshTokenLogsOutToo() async throws {
        try await Self.signedIn { stage, tokens in
            #expect(await stage.send(.post, "/api/auth/logout", ["refresh_token": .string(tokens.refreshToken)]).status == 200)
            #expect(await stage.send(.get, "/api/members", bearer: tokens.accessToken).code == "session_revoked")
        }
    }

    @Test func loggingOutWithoutACredentialOrWithAForgedOneIsRefused() async throws {
        try await Self.signedIn { stage, tokens in
            #expect(await stage.send(.post, "/api/auth/logout").code == "authentication_required")
            #expect(await stage.send(.post, "/api/auth/logout", bearer: tokens.accessToken + "x").code == "token_invalid")
            #expect(await stage.send(.post, "/api/auth/logout", ["refresh_token": "unknown"]).status == 200)
            #expect(await stage.send(.get, "/api/members", bearer: tokens.accessToken).status == 200)
        }
    }

    @Test func aTokenOfAnotherTenantsSessionIsInvalid() async throws {
        try await Self.signedIn { stage, tokens in
            let victim = tokens.principal
            let forged = AccessClaims(
                accountID: victim.accountID, email: victim.email, tenantID: .random(), role: .owner, sessionID: victim.sessionID)
            let token = IdentityTokens().sign(forged, lifetime: .seconds(60))
            #expect(await stage.send(.get, "/api/members", bearer: token).code == "token_invalid")
            let stranger = AccessClaims(
                accountID: UUID(), email: victim.email, tenantID: victim.tenantID, role: .owner, sessionID: victim.sessionID)
            #expect(
                await stage.send(.get, "/api/members", bearer: IdentityTokens().sign(stranger, lifetime: .seconds(60))).code
                    == "token_invalid")
            #expect(await stage.send(.get, "/api/members", bearer: tokens.accessToken).status == 200)
        }
    }

    @Test func aKnownSessionCostsNoRegistryQuery() async throws {
        try await Self.signedIn { stage, tokens in
            let authenticator = try #require(stage.auth.services.tenantAuthenticator)
            let request = Request(
                method: .get, path: "/", fields: [.authorization: "Bearer " + tokens.accessToken])
            _ = try await authenticator.authenticate(request)
            stage.registry.isCut.store(true, ordering: .relaxed)
            #expect(try await authenticator.authenticate(request) == .user(tokens.principal))
        }
    }

    @Test func theKeySetIsServed() async throws {
        try await IdentityStage.run { stage in
            let answer = await stage.send(.get, "/.well-known/jwks.json")
            #expect(answer.body == ["keys": []])
        }
    }
}
