import Contracts
import FoundationEssentials
import HTTPTypes
import HostCrypto
import Testing

@testable import AuthPlugin

@Suite struct RefreshTests {
    /// A stage with one member who has signed in.
    private static func signedIn(
        settings: [(String, String)] = [], _ body: @Sendable (IdentityStage, TenantID, SessionTokens) async throws -> Void
    ) async throws {
        try await IdentityStage.run(settings: settings) { stage in
            let tenant = try await stage.registry.addTenant("acme")
            let account = try await stage.registry.addAccount("ada@example.com", password: "right password", in: [(tenant, .owner)])
            let identity = try #require(stage.auth.services.identity)
            try await body(stage, tenant, try await identity.openSession(account: account, tenant: tenant))
        }
    }

    private static func refresh(_ stage: IdentityStage, _ token: String) async -> IdentityAnswer {
        await stage.send(.post, "/api/auth/refresh", ["refresh_token": .string(token)])
    }

    /// Refreshes with all `presented` tokens at once.
    private static func refreshAll(_ stage: IdentityStage, _ presented: [String]) async -> [IdentityAnswer] {
        await withTaskGroup { group in
            for token in presented { group.addTask { await refresh(stage, token) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    private static func isOpen(_ stage: IdentityStage, _ tokens: SessionTokens) async -> Bool {
        await stage.send(.get, "/api/members", bearer: tokens.accessToken).status == 200
    }

    @Test func aRefreshBringsNewTokensOfTheSameSession() async throws {
        try await Self.signedIn { stage, tenant, tokens in
            let answer = await Self.refresh(stage, tokens.refreshToken)
            #expect(answer.status == 200)
            #expect(answer.data.text("tenant_id") == tenant.description)
            let successor = try #require(answer.data.text("refresh_token"))
            #expect(successor != tokens.refreshToken)
            #expect(await Self.refresh(stage, successor).status == 200)
            #expect(try await stage.registry.number("SELECT count(*) FROM session") == 1)
        }
    }

    @Test func noTokenIsStoredInTheClear() async throws {
        try await Self.signedIn { stage, _, tokens in
            let stored = try await stage.registry.query(
                "SELECT encode(token_hash, 'hex') || row_to_json(refresh_token) FROM refresh_token")
            let text = try #require(try stored.first?.decode(at: 0, as: String.self))
            #expect(!text.contains(tokens.refreshToken))
            #expect(text.contains(TextEncoding.hex(stage.cryptography.sha256(Array(tokens.refreshToken.utf8)))))
        }
    }

    @Test func aLostAnswerMayBeAskedForAgain() async throws {
        try await Self.signedIn { stage, _, tokens in
            _ = await Self.refresh(stage, tokens.refreshToken)
            let again = await Self.refresh(stage, tokens.refreshToken)
            #expect(again.status == 200)
            let successor = try #require(again.data.text("refresh_token"))
            #expect(await Self.refresh(stage, successor).status == 200)
        }
    }

    @Test func aTokenThatWasLeftBehindEndsTheSession() async throws {
        try await Self.signedIn { stage, _, tokens in
            let first = try #require(await Self.refresh(stage, tokens.refreshToken).data.text("refresh_token"))
            let second = try #require(await Self.refresh(stage, tokens.refreshToken).data.text("refresh_token"))
            let next = try #require(await Self.refresh(stage, first).data.text("refresh_token"))
            #expect(await Self.isOpen(stage, tokens))
            #expect(await Self.refresh(stage, second).code == "refresh_token_reused")
            #expect(await Self.refresh(stage, next).code == "session_revoked")
            #expect(await stage.send(.get, "/api/members", bearer: tokens.accessToken).code == "session_revoked")
            #expect(try await stage.registry.number("SELECT count(*) FROM audit_log WHERE action = 'session.revoked'") == 1)
        }
    }

    @Test func aUsedTokenEndsTheSessionPastTheGraceTime() async throws {
        try await Self.signedIn { stage, _, tokens in
            _ = await Self.refresh(stage, tokens.refreshToken)
            _ = try await stage.registry.query("UPDATE refresh_token SET used_at = used_at - interval '11 seconds'")
            let answer = await Self.refresh(stage, tokens.refreshToken)
            #expect(answer.status == 401)
            #expect(answer.code == "refresh_token_reused")
            #expect(!(await Self.isOpen(stage, tokens)))
        }
    }

    @Test func twentyRefreshesAtOnceLeaveOneLineage() async throws {
        try await Self.signedIn { stage, _, tokens in
            let successors = await Self.refreshAll(stage, [String](repeating: tokens.refreshToken, count: 20))
                .compactMap { $0.data.text("refresh_token") }
            #expect(Set(successors).count == 20)
            let generation = try await stage.registry.number("SELECT generation FROM session")
            #expect(generation == 1)
            let statuses = await Self.refreshAll(stage, successors).map(\.status)
            #expect(statuses.filter { $0 == 200 } == [200])
            let ended = try await stage.registry.number(
                "SELECT generation FROM session WHERE revoked_reason = 'refresh_token_reused'")
            #expect(ended == 2)
        }
    }

    @Test(arguments: ["", "nonsense", "' OR 1=1 --"])
    func aTokenThatNobodyIssuedIsRefused(token: String) async throws {
        try await Self.signedIn { stage, _, tokens in
            #expect(await [400, 401].contains(Self.refresh(stage, token).status))
            #expect(await Self.isOpen(stage, tokens))
        }
    }

    @Test func aSuspendedTenantsTokenWorksAgainOnlyAfterwards() async throws {
        try await Self.signedIn { stage, tenant, tokens in
            try await stage.registry.setStatus(.suspended, of: tenant)
            let answer = await Self.refresh(stage, tokens.refreshToken)
            #expect(answer.status == 403)
            #expect(answer.code == "tenant_suspended")
            try await stage.registry.setStatus(.active, of: tenant)
            #expect(await Self.refresh(stage, tokens.refreshToken).status == 200)
        }
    }

    @Test func aSessionEndsWhenItIdlesTooLong() async throws {
        try await Self.signedIn { stage, _, tokens in
            _ = try await stage.registry.query("UPDATE session SET expires_at = now() - interval '1 second'")
            #expect(await Self.refresh(stage, tokens.refreshToken).code == "refresh_token_invalid")
        }
    }

    @Test func noRefreshTakesASessionPastItsGreatestAge() async throws {
        try await Self.signedIn(settings: [("session_idle_days", "30"), ("session_max_days", "90")]) { stage, _, tokens in
            _ = try await stage.registry.query("UPDATE session SET created_at = now() - interval '89 days 23 hours'")
            let answer = await Self.refresh(stage, tokens.refreshToken)
            guard case .number(let seconds)? = answer.data["expires_in"] else { throw RequestFault.notAnObject }
            #expect((3500...3600).contains(seconds.integer ?? 0))
            #expect(
                try await stage.registry.number("SELECT count(*) FROM session WHERE expires_at = created_at + interval '90 days'")
                    == 1)
        }
    }
}
