import Contracts
import FoundationEssentials
import HTTPTypes
import Testing

@testable import AuthPlugin

@Suite struct MemberTests {
    /// An organization with an owner, an administrator and a viewer, all signed in.
    private struct Team: Sendable {
        let stage: IdentityStage
        let tenant: TenantID
        let owner: SessionTokens
        let admin: SessionTokens
        let viewer: SessionTokens

        func setRole(_ role: String, of member: SessionTokens, by actor: SessionTokens) async -> IdentityAnswer {
            let path = "/api/members/\(member.principal.accountID.canonical)"
            return await stage.send(.patch, path, ["role": .string(role)], bearer: actor.accessToken)
        }
    }

    private static func team(_ body: @Sendable (Team) async throws -> Void) async throws {
        try await IdentityStage.run { stage in
            let tenant = try await stage.registry.addTenant("acme")
            let identity = try #require(stage.auth.services.identity)
            var tokens: [SessionTokens] = []
            for role in [TenantRole.owner, .admin, .viewer] {
                let email = "\(role.rawValue)@example.com"
                let account = try await stage.registry.addAccount(email, password: "right password", in: [(tenant, role)])
                tokens.append(try await identity.openSession(account: account, tenant: tenant))
            }
            try await body(Team(stage: stage, tenant: tenant, owner: tokens[0], admin: tokens[1], viewer: tokens[2]))
        }
    }

    @Test func aChangeOfRoleHoldsForTokensAlreadyOut() async throws {
        try await Self.team { team in
            #expect(await team.stage.send(.get, "/api/members", bearer: team.admin.accessToken).status == 200)
            let answer = await team.setRole("viewer", of: team.admin, by: team.owner)
            #expect(answer.data.text("role") == "viewer")
            #expect(await team.stage.send(.get, "/api/members", bearer: team.admin.accessToken).code == "insufficient_role")
            #expect(await team.setRole("admin", of: team.viewer, by: team.owner).status == 200)
            #expect(await team.stage.send(.get, "/api/members", bearer: team.viewer.accessToken).status == 200)
        }
    }

    @Test func anAdministratorCannotRiseOrTouchTheOwner() async throws {
        try await Self.team { team in
            #expect(await team.setRole("owner", of: team.admin, by: team.admin).code == "insufficient_role")
            #expect(await team.setRole("viewer", of: team.owner, by: team.admin).code == "insufficient_role")
            #expect(await team.setRole("member", of: team.viewer, by: team.viewer).code == "insufficient_role")
            #expect(await team.setRole("emperor", of: team.viewer, by: team.owner).status == 400)
        }
    }

    @Test func ofTwoOwnersWhoDemoteEachOtherOneStays() async throws {
        try await Self.team { team in
            #expect(await team.setRole("owner", of: team.admin, by: team.owner).status == 200)
            async let first = team.setRole("viewer", of: team.admin, by: team.owner)
            async let second = team.setRole("viewer", of: team.owner, by: team.admin)
            let codes = await [first.code, second.code]
            #expect(codes.compactMap { $0 }.count == 1)
            let owners = try await team.stage.registry.number("SELECT count(*) FROM membership WHERE role = 'owner'")
            #expect(owners == 1)
        }
    }

    @Test func theLastOwnerStays() async throws {
        try await Self.team { team in
            #expect(await team.setRole("admin", of: team.owner, by: team.owner).code == "last_owner")
            let path = "/api/members/\(team.owner.principal.accountID.canonical)"
            #expect(await team.stage.send(.delete, path, bearer: team.owner.accessToken).code == "last_owner")
        }
    }

    @Test func membersOfAnotherOrganizationAreOutOfReach() async throws {
        try await Self.team { team in
            let other = try await team.stage.registry.addTenant("other")
            let stranger = try await team.stage.registry.addAccount(
                "eve@example.com", password: "right password", in: [(other, .viewer)])
            let path = "/api/members/\(stranger.canonical)"
            #expect(
                await team.stage.send(.patch, path, ["role": "admin"], bearer: team.owner.accessToken).code == "member_not_found")
            #expect(await team.stage.send(.delete, path, bearer: team.owner.accessToken).code == "member_not_found")
            #expect(
                await team.stage.send(.patch, "/api/members/1", ["role": "admin"], bearer: team.owner.accessToken).code
                    == "invalid_identifier")
        }
    }

    @Test func aNewMemberSignsIn() async throws {
        try await Self.team { team in
            let order: JSONValue = ["email": "New@Example.com", "password": "a new password", "role": "member"]
            #expect(await team.stage.send(.post, "/api/members", order, bearer: team.admin.accessToken).status == 201)
            #expect(await team.stage.send(.post, "/api/members", order, bearer: team.admin.accessToken).code == "member_exists")
            let login: JSONValue = ["email": "new@example.com", "password": "a new password"]
            #expect(await team.stage.send(.post, "/api/auth/login", login).data.object("user").text("role") == "member")
        }
    }

    @Test func addingAnExistingAccountLeavesItsPassword() async throws {
        try await Self.team { team in
            let other = try await team.stage.registry.addTenant("other")
            _ = try await team.stage.registry.addAccount("eve@example.com", password: "her own password", in: [(other, .owner)])
            let order: JSONValue = ["email": "eve@example.com", "password": "taken over!", "role": "member"]
            #expect(await team.stage.send(.post, "/api/members", order, bearer: team.owner.accessToken).status == 201)
            let stolen: JSONValue = ["email": "eve@example.com", "password": "taken over!", "organization": "other"]
            #expect(await team.stage.send(.post, "/api/auth/login", stolen).code == "invalid_credentials")
        }
    }

    @Test func aNewAccountNeedsAPasswordAndNoAdministratorMakesAnOwner() async throws {
        try await Self.team { team in
            let without: JSONValue = ["email": "new@example.com", "role": "member"]
            #expect(await team.stage.send(.post, "/api/members", without, bearer: team.owner.accessToken).status == 400)
            let owner: JSONValue = ["email": "new@example.com", "password": "a new password", "role": "owner"]
            #expect(await team.stage.send(.post, "/api/members", owner, bearer: team.admin.accessToken).code == "insufficient_role")
            let accounts = try await team.stage.registry.number("SELECT count(*) FROM account")
            #expect(accounts == 3)
        }
    }

    @Test func aRemovedMembersSessionEndsAtOnce() async throws {
        try await Self.team { team in
            #expect(await team.stage.send(.get, "/api/members", bearer: team.admin.accessToken).status == 200)
            let path = "/api/members/\(team.admin.principal.accountID.canonical)"
            #expect(await team.stage.send(.delete, path, bearer: team.owner.accessToken).status == 200)
            #expect(await team.stage.send(.get, "/api/members", bearer: team.admin.accessToken).code == "session_revoked")
            let refresh = await team.stage.send(.post, "/api/auth/refresh", ["refresh_token": .string(team.admin.refreshToken)])
            #expect(refresh.code == "refresh_token_invalid")
        }
    }

    @Test func theListIsPaged() async throws {
        try await Self.team { team in
            let first = await team.stage.send(.get, "/api/members", query: "limit=2", bearer: team.owner.accessToken)
            let after = try #require(first.data.text("next_after"))
            let second = await team.stage.send(
                .get, "/api/members", query: "limit=2&after=\(after)", bearer: team.owner.accessToken)
            #expect(second.data["next_after"] == .null)
            let emails = (first.data.array("members") + second.data.array("members")).compactMap { $0.text("email") }
            #expect(emails.sorted() == ["admin@example.com", "owner@example.com", "viewer@example.com"])
            for query in ["limit=0", "limit=201", "limit=x", "limit=1&limit=2", "after=1", "aftr=1"] {
                #expect(await team.stage.send(.get, "/api/members", query: query, bearer: team.owner.accessToken).status == 400)
            }
        }
    }
}
