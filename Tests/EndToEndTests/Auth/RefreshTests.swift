import Contracts
import TestSupport
import Testing

@Suite struct RefreshTests {
    private func refresh(_ token: String) async throws -> ProductAPI.Reply {
        try await Product.api.call("POST", "/api/auth/refresh", ["refresh_token": .string(token)])
    }

    @Test func aRefreshTokenRotates() async throws {
        let owner = try await Product.api.signUp()
        let reply = try await refresh(owner.refreshToken)
        #expect(reply.status == 200)
        #expect(reply.json["data"]["refresh_token"].string != owner.refreshToken)
        let me = try await Product.api.call("GET", "/api/me", token: reply.json["data"]["access_token"].string)
        #expect(me.status == 200)
    }

    @Test func aReusedTokenRevokesTheFamily() async throws {
        let owner = try await Product.api.signUp()
        let second = try await refresh(owner.refreshToken).json["data"]["refresh_token"].string
        let third = try await refresh(second).json["data"]["refresh_token"].string
        // The first token's successor has been used: whoever shows the first one now has stolen it.
        let reused = try await refresh(owner.refreshToken)
        #expect(reused.status == 401)
        #expect(reused.code == "refresh_token_reused")
        #expect(try await refresh(third).status == 401)
        #expect(try await Product.api.call("GET", "/api/me", token: owner.accessToken).status == 401)
    }

    @Test func aLostAnswerDoesNotLogTheUserOut() async throws {
        let owner = try await Product.api.signUp()
        _ = try await refresh(owner.refreshToken)
        let again = try await refresh(owner.refreshToken)
        #expect(again.status == 200)
        #expect(try await refresh(again.json["data"]["refresh_token"].string).status == 200)
    }

    @Test func aSuspendedTenantsTokenIsRefused() async throws {
        let owner = try await Product.api.signUp()
        _ = try await Product.api.call(
            "POST", "/api/admin/tenants/\(owner.tenantID)/suspend", ["reason": "unpaid"], operatorKey: Product.operatorKey)
        let reply = try await refresh(owner.refreshToken)
        #expect(reply.status == 403)
        #expect(reply.code == "tenant_suspended")
    }

    @Test func logoutEndsTheSession() async throws {
        let owner = try await Product.api.signUp()
        let out = try await Product.api.call("POST", "/api/auth/logout", token: owner.accessToken)
        #expect(out.status == 200)
        #expect(try await Product.api.call("GET", "/api/me", token: owner.accessToken).status == 401)
        #expect(try await refresh(owner.refreshToken).status == 401)
    }

    @Test(arguments: ["", "x", "not-a-token", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"])
    func anUnknownTokenIsRefused(token: String) async throws {
        let reply = try await refresh(token)
        #expect(reply.status == 401 || reply.status == 400)
    }
}
