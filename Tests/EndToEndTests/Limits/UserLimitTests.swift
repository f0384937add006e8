import Contracts
import TestSupport
import Testing

@Suite struct UserLimitTests {
    @Test func thePlansLimitIsReachedAndRaised() async throws {
        let tenant = try await LimitScene.shared.organization(plan: "small")
        for _ in 1..<LimitScene.users { #expect(try await tenant.addMember().status == 201) }
        let refused = try await tenant.addMember()
        #expect(refused.status == 403 && refused.code == "user_limit_reached")
        #expect(refused.headers["retry-after"] == "60")
        #expect(refused.json["limit"] == "max_users" && refused.json["allowed"].int == LimitScene.users)
        try await tenant.limit(["max_users": .integer(LimitScene.users + 1)])
        #expect(try await tenant.addMember().status == 201)
        #expect(try await tenant.addMember().status == 403)
    }

    @Test func aRefusedMemberIsNowhere() async throws {
        let tenant = try await LimitScene.shared.organization()
        try await tenant.limit(["max_users": 1])
        let order: JSONValue = ["email": "refused@example.com", "password": "correct horse", "role": "viewer"]
        #expect(try await tenant("POST", "/api/members", order).status == 403)
        #expect(try await tenant("GET", "/api/members").json["data"]["members"].elements.count == 1)
        #expect(try await tenant("GET", "/rest/workspaceMembers").json["totalCount"].int == 1)
        #expect(try tenant.scene.stack.sql("SELECT count(*) FROM account WHERE email = 'refused@example.com'") == "0")
    }

    /// Of accounts that exist already: hashing passwords would keep the additions apart.
    @Test func ofManyAtOnceAsManyAreAddedAsThereIsRoomFor() async throws {
        let tenant = try await LimitScene.shared.organization(plan: "small")
        let domain = tenant.organization.slug + ".example"
        try tenant.scene.stack.sql(
            "INSERT INTO account (email, password_hash) SELECT n || '@\(domain)', '!' FROM generate_series(0, 15) AS n")
        let statuses = try await tenant.statuses(16) { index in
            try await tenant("POST", "/api/members", ["email": .string("\(index)@\(domain)"), "role": "viewer"])
        }
        #expect(statuses == [201: LimitScene.users - 1, 403: 17 - LimitScene.users])
    }

    @Test func whoIsAMemberAlreadyIsToldSoAtTheLimit() async throws {
        let tenant = try await LimitScene.shared.organization()
        try await tenant.limit(["max_users": 1])
        let again = try await tenant("POST", "/api/members", ["email": .string(tenant.organization.email), "role": "viewer"])
        #expect(again.code == "member_exists")
    }
}
