import Contracts
import FoundationEssentials
import HTTPTypes
import Synchronization
import Testing

@testable import AuthPlugin

/// Members in the organization's own database, in step with those of the registry.
@Suite struct WorkspaceMembershipTests {
    private static let order: JSONValue = [
        "email": "Grace@Example.com", "password": "a new password", "role": "member", "first_name": "Grace", "last_name": "Hopper",
    ]

    /// Signs an owner in and hands over how they send requests.
    private static func owner(
        _ body:
            @Sendable (IdentityStage, @Sendable (HTTPRequest.Method, String, JSONValue?) async -> IdentityAnswer) async throws
            -> Void
    ) async throws {
        try await IdentityStage.run { stage in
            let tenant = try await stage.registry.addTenant("acme")
            let account = try await stage.registry.addAccount(
                "owner@example.com", password: "right password", in: [(tenant, .owner)])
            let identity = try #require(stage.auth.services.identity)
            let token = try await identity.openSession(account: account, tenant: tenant).accessToken
            try await body(stage) { await stage.send($0, $1, $2, bearer: token) }
        }
    }

    @Test func aNewMemberComesIntoTheWorkspaceByName() async throws {
        try await Self.owner { stage, send in
            #expect(await send(.post, "/api/members", Self.order).status == 201)
            #expect(stage.workspace.names == ["grace@example.com Grace Hopper"])
        }
    }

    @Test func nobodyJoinsWhenTheWorkspaceFails() async throws {
        try await Self.owner { stage, send in
            stage.workspace.isBroken.store(true, ordering: .relaxed)
            #expect(await send(.post, "/api/members", Self.order).status >= 500)
            let rows = try await stage.registry.number("SELECT (SELECT count(*) FROM account) + (SELECT count(*) FROM membership)")
            #expect(rows == 2)
        }
    }

    @Test func nobodyComesInWhoIsNotAllowedTo() async throws {
        try await Self.owner { stage, send in
            let unknown: JSONValue = ["email": "grace@example.com", "role": "member"]
            #expect(await send(.post, "/api/members", unknown).status == 400)
            #expect(stage.workspace.names.isEmpty)
        }
    }

    @Test func askingAgainGivesAMemberTheMissingPlace() async throws {
        try await Self.owner { stage, send in
            #expect(await send(.post, "/api/members", Self.order).status == 201)
            stage.workspace.forget()
            #expect(await send(.post, "/api/members", Self.order).code == "member_exists")
            #expect(stage.workspace.names == ["grace@example.com Grace Hopper"])
        }
    }

    @Test func aRemovedMemberLeavesTheWorkspace() async throws {
        try await Self.owner { stage, send in
            let account = await send(.post, "/api/members", Self.order).data.text("account_id") ?? ""
            #expect(await send(.delete, "/api/members/\(account)", nil).status == 200)
            #expect(stage.workspace.names.isEmpty)
        }
    }

    @Test func nobodyIsRemovedWhenTheWorkspaceFails() async throws {
        try await Self.owner { stage, send in
            let account = await send(.post, "/api/members", Self.order).data.text("account_id") ?? ""
            stage.workspace.isBroken.store(true, ordering: .relaxed)
            #expect(await send(.delete, "/api/members/\(account)", nil).status >= 500)
            let members = try await stage.registry.number("SELECT count(*) FROM membership")
            #expect(members == 2)
        }
    }

    @Test func askingAgainTakesAwayAPlaceThatWasLeftBehind() async throws {
        try await Self.owner { stage, send in
            let account = await send(.post, "/api/members", Self.order).data.text("account_id") ?? ""
            _ = try await stage.registry.query("DELETE FROM membership WHERE role = 'member'")
            #expect(await send(.delete, "/api/members/\(account)", nil).code == "member_not_found")
            #expect(stage.workspace.names.isEmpty)
        }
    }

    @Test(arguments: ["first_name", "last_name"])
    func aNameThatIsNoneIsRefused(field: String) async throws {
        try await Self.owner { _, send in
            for value: JSONValue in [7, "a\u{7}b", .string(String(repeating: "x", count: 101))] {
                var order = JSONObject([JSONMember("email", "a@example.com"), JSONMember("role", "member")])
                order[field] = value
                let answer = await send(.post, "/api/members", .object(order))
                #expect(answer.text("detail")?.hasPrefix(field) == true)
            }
        }
    }
}
