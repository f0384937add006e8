import Contracts
import Foundation
import TestSupport
import Testing

/// The members of an organization: in the registry, and as authors in its own database.
@Suite struct MemberTests {
    @Test func aNewMemberIsFoundByNameAndSignsWhatTheyWrite() async throws {
        let team = try await Team.make()
        let me = try await team.member("GET", "/api/me").json["data"]
        #expect(me["user"]["name"] == ["first_name": "Grace", "last_name": "Hopper"])
        let company = try await team.member.create("companies", ["name": "Navy"])
        #expect(company["createdBy"]["name"] == "Grace Hopper")
        #expect(company["createdBy"]["source"] == "MANUAL")
        #expect(company["createdBy"] == company["updatedBy"])
        let members = try await team.owner("GET", "/rest/workspaceMembers").json["data"]["workspaceMembers"].elements
        let found = members.first { $0["userId"].string == team.account }
        #expect(found?["id"] == company["createdBy"]["workspaceMemberId"])
        #expect(found?["userEmail"].string == team.email)
    }

    @Test func anotherMembersChangeBearsTheirName() async throws {
        let team = try await Team.make()
        let company = try await team.owner.create("companies", ["name": "Navy"])
        let path = "/rest/companies/\(company["id"].string)"
        let changed = try await team.member("PATCH", path, ["name": "Army"]).json["data"]["updateCompany"]
        #expect(changed["createdBy"] == company["createdBy"])
        #expect(changed["updatedBy"]["name"] == "Grace Hopper")
    }

    @Test func aRemovedMemberIsGoneAndStaysTheAuthor() async throws {
        let team = try await Team.make()
        let company = try await team.member.create("companies", [:])
        let removed = try await team.owner("DELETE", "/api/members/\(team.account)")
        #expect(removed.text == #"{"success":true,"data":{}}"#)
        #expect(try await team.member("GET", "/api/me").code == "session_revoked")
        #expect(try await team.owner("GET", "/rest/workspaceMembers").json["totalCount"].int == 1)
        let read = try await team.owner("GET", "/rest/companies/\(company["id"].string)")
        #expect(read.json["data"]["company"]["createdBy"] == company["createdBy"])
    }

    @Test func aMemberWhoComesBackIsTheSameAuthor() async throws {
        let team = try await Team.make()
        let before = try await team.member.create("companies", [:])["createdBy"]
        _ = try await team.owner("DELETE", "/api/members/\(team.account)")
        #expect(try await team.owner("POST", "/api/members", ["email": .string(team.email), "role": "member"]).status == 201)
        let login = try await Product.api.call(
            "POST", "/api/auth/login", ["email": .string(team.email), "password": "a new password"])
        let back = RecordCaller(api: team.owner.api, token: login.json["data"]["access_token"].string)
        #expect(try await back.create("companies", [:])["createdBy"] == before)
    }

    @Test func ofManyWhoAddTheSameAddressOneDoes() async throws {
        let owner = try await RecordCaller.fresh()
        let order: JSONValue = [
            "email": .string("twice-\(UUID().uuidString.lowercased())@example.com"), "password": "a new password", "role": "member",
        ]
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<6 { group.addTask { try await owner("POST", "/api/members", order).status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.sorted() == [201, 409, 409, 409, 409, 409])
        #expect(try await owner("GET", "/rest/workspaceMembers").json["totalCount"].int == 2)
    }

    @Test func theRoutesAnswerInOneShape() async throws {
        let team = try await Team.make("viewer")
        let list = try await team.owner("GET", "/api/members").json["data"]
        #expect(list.memberNames == ["members", "next_after"])
        #expect(
            list["members"].elements.map(\.memberNames) == Array(repeating: ["account_id", "email", "role", "joined_at"], count: 2))
        let changed = try await team.owner("PATCH", "/api/members/\(team.account)", ["role": "admin"])
        #expect(changed.status == 200)
        #expect(changed.json["data"]["role"] == "admin")
        let order: JSONValue = ["email": .string(team.email), "role": "viewer"]
        #expect(try await team.owner("POST", "/api/members", order).code == "member_exists")
        #expect(try await team.owner("DELETE", "/api/members/\(RefusalTests.unknown)").code == "member_not_found")
        #expect(try await team.owner("PATCH", "/api/members/x", ["role": "admin"]).code == "invalid_identifier")
    }

    @Test(arguments: [
        ("POST", "/rest/people"), ("PATCH", "/rest/people/\(RefusalTests.unknown)"), ("PUT", "/api/people/\(RefusalTests.unknown)"),
        ("DELETE", "/api/people/\(RefusalTests.unknown)"), ("POST", "/api/companies"), ("POST", "/rest/opportunities"),
    ])
    func aViewerReadsAndWritesNothing(method: String, path: String) async throws {
        let team = try await Team.make("viewer")
        #expect(try await team.member("GET", "/rest/people").status == 200)
        let reply = try await team.member(method, path, method == "DELETE" ? nil : [:])
        #expect(reply.status == 400)
        #expect(
            reply.text
                == #"{"statusCode":400,"error":"Error","messages":["Entity performing the request does not have permission"],"#
                + #""code":"PERMISSION_DENIED"}"#)
    }

    @Test(arguments: ["userId", "userEmail", "deletedAt"])
    func nobodySaysThroughRecordsWhoIsAMember(field: String) async throws {
        let team = try await Team.make()
        let id = try await team.owner.ids("workspaceMembers").first ?? ""
        let reply = try await team.owner("PATCH", "/rest/workspaceMembers/\(id)", .object(JSONObject([JSONMember(field, nil)])))
        #expect(reply.json["code"] == "PERMISSION_DENIED")
        #expect(try await team.owner("DELETE", "/rest/workspaceMembers/\(id)").json["code"] == "PERMISSION_DENIED")
        #expect(try await team.owner("POST", "/rest/workspaceMembers", [:]).json["code"] == "PERMISSION_DENIED")
    }
}
