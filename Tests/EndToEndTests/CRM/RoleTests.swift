import Contracts
import Foundation
import TestSupport
import Testing

/// Roles that an organization makes for itself: what they leave to those who have them.
@Suite struct RoleTests {
    private static let denied: JSONValue = "Entity performing the request does not have permission"

    private func isDenied(_ reply: ProductAPI.Reply) -> Bool {
        reply.status == 400 && reply.json["code"] == "PERMISSION_DENIED" && reply.json["error"] == "Error"
            && reply.json["messages"][0] == Self.denied
    }

    @Test func theStandardRolesAreThereAndStayAsTheyAre() async throws {
        let owner = try await RecordCaller.fresh()
        let roles = try await owner("GET", "/api/roles").json["data"]["roles"].elements
        #expect(Set(roles.map { $0["standard_role"].string }) == ["owner", "admin", "member", "viewer"])
        for role in roles {
            let path = "/api/roles/\(role["id"].string)"
            #expect(try await owner("PATCH", path, ["label": "Mine"]).code == "role_not_editable")
            #expect(try await owner("DELETE", path).code == "role_not_editable")
        }
    }

    @Test func aRoleIsMadeChangedAndRemoved() async throws {
        let owner = try await RecordCaller.fresh()
        let made = try await owner("POST", "/api/roles", ["label": "Intern", "can_read_all_object_records": true])
        #expect(made.status == 201)
        let path = "/api/roles/\(made.json["data"]["id"].string)"
        #expect(try await owner("POST", "/api/roles", ["label": "INTERN"]).code == "role_exists")
        let changed = try await owner("PATCH", path, ["label": "Trainee", "can_update_all_object_records": true]).json["data"]
        #expect(changed["label"] == "Trainee" && changed["can_update_all_object_records"] == true)
        #expect(try await owner("GET", path).json["data"] == changed)
        #expect(try await owner("DELETE", path).status == 200)
        #expect(try await owner("GET", path).code == "role_not_found")
    }

    @Test(arguments: [
        ("can_read", [false, false, false, false]), ("can_update", [true, false, true, true]),
        ("can_soft_delete", [true, true, false, true]), ("can_destroy", [true, true, true, false]),
    ])
    func aRightThatIsTakenIsGoneForThatObjectAlone(right: String, allowed: [Bool]) async throws {
        let team = try await Team.make()
        let permission = JSONObject([JSONMember("object", "companies"), JSONMember(right, false)])
        try await team.narrow(.everyRight, objects: [.object(permission)])
        let ids = [
            try await team.owner.create("companies", [:])["id"].string, try await team.owner.create("companies", [:])["id"].string,
        ]
        let replies = [
            try await team.member("GET", "/rest/companies/\(ids[0])"),
            try await team.member("PATCH", "/rest/companies/\(ids[0])", ["name": "B"]),
            try await team.member("DELETE", "/rest/companies/\(ids[0])?soft_delete=true"),
            try await team.member("DELETE", "/rest/companies/\(ids[1])"),
        ]
        for (reply, isAllowed) in zip(replies, allowed) { #expect(isAllowed ? reply.status == 200 : isDenied(reply)) }
        #expect(isDenied(try await team.member("GET", "/rest/companies")) != allowed[0])
        #expect(isDenied(try await team.member("POST", "/rest/companies", [:])) != allowed[1])
        #expect(try await team.member("POST", "/rest/people", [:]).status == 201)
    }

    @Test func anObjectThatMayNotBeReadIsLeftOutOfRelations() async throws {
        let team = try await Team.make()
        let company = try await team.owner.create("companies", ["name": "Secret"])
        let person = try await team.owner.create("people", ["companyId": company["id"]])
        try await team.narrow(.everyRight, objects: [["object": "companies", "can_read": false]])
        let read = try await team.member("GET", "/rest/people/\(person["id"].string)?depth=1").json["data"]["person"]
        #expect(read["id"] == person["id"])
        #expect(!read.memberNames.contains("company"))
    }

    @Test func aSystemObjectFollowsWhatItBelongsTo() async throws {
        let team = try await Team.make()
        try await team.narrow(.readingRight)
        #expect(isDenied(try await team.member("POST", "/rest/notes", [:])))
        #expect(try await team.member("POST", "/rest/noteTargets", [:]).status == 201)
        #expect(try await team.member("GET", "/rest/workspaceMembers").status == 200)
    }

    @Test func aKeyIsNarrowedByItsRole() async throws {
        let team = try await Team.make()
        let role = try await team.makeRole(.readingRight)
        let order: JSONValue = ["name": "Reader", "role": "member", "custom_role_id": .string(role)]
        let made = try await team.owner("POST", "/api/api-keys", order).json["data"]
        let key = RecordCaller(api: team.owner.api, token: made["token"].string)
        #expect(try await key("GET", "/rest/people").status == 200)
        #expect(isDenied(try await key("POST", "/rest/people", [:])))
        let path = "/api/api-keys/\(made["id"].string)"
        #expect(try await team.owner("PATCH", path, ["custom_role_id": nil]).json["data"]["custom_role_id"] == .null)
        #expect(try await key("POST", "/rest/people", [:]).status == 201)
    }

    @Test func aChangeHoldsAtOnce() async throws {
        let team = try await Team.make()
        #expect(try await team.member("POST", "/rest/people", [:]).status == 201)
        let role = try await team.narrow(.readingRight)
        #expect(isDenied(try await team.member("POST", "/rest/people", [:])))
        #expect(try await team.owner("PATCH", "/api/roles/\(role)", ["can_update_all_object_records": true]).status == 200)
        #expect(try await team.member("POST", "/rest/people", [:]).status == 201)
        #expect(try await team.owner("DELETE", "/api/roles/\(role)").code == "role_in_use")
        #expect(try await team.owner("DELETE", "/api/roles/\(role)/members/\(team.account)").status == 200)
        #expect(try await team.owner("DELETE", "/api/roles/\(role)").status == 200)
        #expect(try await team.member("GET", "/rest/people").status == 200)
    }

    @Test(
        arguments: [
            ("object-permissions", ["object_permissions": [["object": "rockets", "can_read": false]]]),
            ("object-permissions", ["object_permissions": [["object": "people", "can_read": "no"]]]),
            ("object-permissions", ["object_permissions": [["object": "people"], ["object": "people"]]]),
            ("object-permissions", ["object_permissions": [["object": "people", "can_read": false, "can_update": true]]]),
            ("object-permissions", [:]), ("object-permissions", ["object_permissions": [1]]),
            ("field-permissions", ["field_permissions": [["object": "people", "field": "wings", "can_read": false]]]),
            ("field-permissions", ["field_permissions": [["object": "people", "field": "id", "can_read": false]]]),
            ("field-permissions", ["field_permissions": [["object": "people", "field": "name", "can_read": true]]]),
        ] as [(String, JSONValue)])
    func aFaultyListChangesNothing(path: String, body: JSONValue) async throws {
        let team = try await Team.make()
        let role = try await team.makeRole(.everyRight)
        let reply = try await team.owner("PUT", "/api/roles/\(role)/\(path)", body)
        #expect(reply.status == 400)
        #expect(reply.code == "validation_failed")
    }
}
