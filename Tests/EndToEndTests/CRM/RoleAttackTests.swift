import Contracts
import Foundation
import TestSupport
import Testing

/// Attempts to see, to write or to become more than a role leaves.
@Suite struct RoleAttackTests {
    private static func refusal(_ operation: String, _ field: String, _ object: String) -> JSONValue {
        .string(
            "Entity performing the request does not have permission: no permission to \(operation) field \"\(field)\" on \"\(object)\""
        )
    }

    /// A member who may not see people's jobs and e-mail addresses, or companies' names, nor change their pictures.
    private func narrowed() async throws -> (team: Team, person: JSONValue) {
        let team = try await Team.make()
        let person = try await team.owner.create(
            "people", ["jobTitle": "Confidant", "emails": ["primaryEmail": "secret@example.com"]])
        try await team.narrow(
            .everyRight,
            fields: [
                ["object": "people", "field": "jobTitle", "can_read": false],
                ["object": "people", "field": "emails", "can_read": false],
                ["object": "people", "field": "avatarUrl", "can_update": false],
                ["object": "companies", "field": "name", "can_read": false],
            ])
        return (team, person)
    }

    @Test func aHiddenFieldIsInNoAnswer() async throws {
        let (team, person) = try await narrowed()
        let path = "/rest/people/\(person["id"].string)"
        let replies = [
            try await team.member("GET", "/rest/people?limit=200"), try await team.member("GET", path),
            try await team.member("GET", path + "?depth=1"), try await team.member("PATCH", path, ["position": 2]),
            try await team.member("PATCH", path, ["position": 1]), try await team.member("POST", "/rest/people", [:]),
        ]
        for reply in replies {
            #expect(!reply.text.contains("Confidant") && !reply.text.contains("secret@example.com"))
            #expect(!reply.text.contains("\"jobTitle\"") && !reply.text.contains("\"emails\""))
            // It is made of the hidden fields' words.
            #expect(!reply.text.contains("\"searchVector\""))
        }
        #expect(try await team.owner("GET", path).text.contains("Confidant"))
    }

    @Test(arguments: ["POST", "PATCH", "PUT"])
    func aClosedFieldIsNotWritten(method: String) async throws {
        let (team, person) = try await narrowed()
        let path = "/rest/people" + (method == "POST" ? "" : "/\(person["id"].string)")
        for (field, value) in [("avatarUrl", "https://a.example"), ("jobTitle", "Spy")] as [(String, JSONValue)] {
            let reply = try await team.member(method, path, .object(JSONObject([JSONMember(field, value)])))
            #expect(reply.status == 400)
            #expect(reply.json["code"] == "PERMISSION_DENIED")
            #expect(reply.json["messages"][0] == Self.refusal("update", field, "person"))
        }
    }

    @Test(arguments: [
        "/rest/people?filter=jobTitle%5Beq%5D:Confidant", "/rest/people?filter=emails.primaryEmail%5Blike%5D:%25secret%25",
        "/rest/people?order_by=jobTitle", "/rest/people?order_by=emails.primaryEmail",
        "/rest/people?filter=or(id%5Bis%5D:NULL,not(jobTitle%5Beq%5D:x))", "/rest/people?filter=company.name%5Beq%5D:x",
        "/rest/people?order_by=company.name", "/rest/people?fields=jobTitle", "/rest/people?fields=id,emails",
        "/rest/people/groupBy?group_by=%5B%7B%22jobTitle%22:true%7D%5D",
        "/rest/people/groupBy?group_by=%5B%7B%22createdAt%22:%7B%22granularity%22:%22DAY%22,%22timeZone%22:%22UTC%22%7D%7D%5D&aggregate=%5B%22countUniqueValuesJobTitle%22%5D",
    ])
    func aHiddenFieldAnswersNoQuestion(path: String) async throws {
        let (team, _) = try await narrowed()
        let reply = try await team.member("GET", path)
        #expect(reply.status == 400, "\(path)")
        #expect(!reply.text.contains("Confidant") && !reply.text.contains("secret@"))
    }

    @Test func aDeletionIsNoUpdate() async throws {
        let team = try await Team.make()
        let company = try await team.owner.create("companies", ["name": "Kept"])
        var rights = JSONObject.everyRight
        rights["can_soft_delete_all_object_records"] = false
        try await team.narrow(rights)
        let path = "/rest/companies/\(company["id"].string)"
        let orders: [(String, String, JSONValue?)] = [
            ("PATCH", path, ["deletedAt": "2026-01-01T00:00:00.000Z"]), ("PATCH", path, ["deletedAt": nil]),
            ("PATCH", "/rest/companies?filter=name%5Beq%5D:Kept", ["deletedAt": "2026-01-01T00:00:00.000Z"]),
            ("DELETE", path + "?soft_delete=true", nil),
            ("DELETE", "/rest/companies?filter=name%5Beq%5D:Kept&soft_delete=true", nil),
            ("PATCH", "/rest/restore/companies?filter=name%5Beq%5D:Kept", nil),
        ]
        for (method, path, body) in orders {
            #expect(try await team.member(method, path, body).json["code"] == "PERMISSION_DENIED", "\(method) \(path)")
        }
        #expect(try await team.owner("GET", path).status == 200)
    }

    @Test func manyAtOnceAreHeldToTheSameRights() async throws {
        let (team, person) = try await narrowed()
        let job: JSONValue = ["id": person["id"], "jobTitle": "Spy"]
        let orders: [(String, String, JSONValue?)] = [
            ("POST", "/rest/batch/people", [job]), ("POST", "/rest/people?upsert=true", job),
            ("POST", "/rest/batch/people?upsert=true", [job]),
            ("PATCH", "/rest/people?filter=id%5Bis%5D:NOT_NULL", ["jobTitle": "Spy"]),
            ("PATCH", "/rest/people?filter=jobTitle%5Beq%5D:Confidant", ["position": 1]),
            ("DELETE", "/rest/people?filter=jobTitle%5Beq%5D:Confidant", nil),
            (
                "POST", "/rest/opportunities",
                ["pointOfContact": ["connect": ["where": ["emails": ["primaryEmail": "secret@example.com"]]]]]
            ),
        ]
        for (method, path, body) in orders {
            #expect(try await team.member(method, path, body).json["code"] == "PERMISSION_DENIED", "\(method) \(path)")
        }
        let found = try await team.owner("GET", "/rest/people/\(person["id"].string)").json["data"]["person"]
        #expect(found["jobTitle"] == "Confidant")
    }

    @Test(arguments: ["member", "viewer"])
    func aRoleOfTheWorkspaceNeverWidens(role: String) async throws {
        let team = try await Team.make(role)
        var rights = JSONObject.everyRight
        rights["can_update_all_settings"] = true
        try await team.narrow(rights)
        #expect(try await team.member("GET", "/api/roles").code == "insufficient_role")
        #expect(try await team.member("POST", "/api/api-keys", ["name": "A", "role": "viewer"]).code == "insufficient_role")
        #expect(try await team.member("POST", "/rest/people", [:]).status == (role == "viewer" ? 400 : 201))
    }

    @Test func aNarrowedAdministratorLetsNoSecondSelfIn() async throws {
        let team = try await Team.make("admin")
        let role = try await team.narrow(.readingRight)
        let orders: [(String, String, JSONValue?)] = [
            ("PATCH", "/api/roles/\(role)", ["can_update_all_object_records": true]),
            ("DELETE", "/api/roles/\(role)/members/\(team.account)", nil), ("POST", "/api/roles", ["label": "Mine"]),
            ("POST", "/api/api-keys", ["name": "A", "role": "admin"]),
            ("POST", "/api/members", ["email": "self@example.com", "password": "a new password", "role": "admin"]),
        ]
        for (method, path, body) in orders {
            #expect(try await team.member(method, path, body).code == "insufficient_role", "\(method) \(path)")
        }
    }

    @Test func recordsAreNotTakenOutPastTheirRights() async throws {
        let (team, _) = try await narrowed()
        #expect(try await team.member("GET", "/api/export/people").code == "insufficient_role")
        try await team.narrow(
            JSONObject([JSONMember("can_read_all_object_records", true), JSONMember("can_access_all_tools", true)]),
            objects: [["object": "companies", "can_read": false]],
            fields: [["object": "people", "field": "jobTitle", "can_read": false]])
        let people = try await team.member("GET", "/api/export/people")
        #expect(people.status == 200)
        #expect(!people.text.contains("jobTitle") && !people.text.contains("Confidant"))
        #expect(try await team.member("GET", "/api/export/companies").code == "insufficient_role")
    }

    @Test func aNarrowedAdministratorDescribesNoObjects() async throws {
        let team = try await Team.make("admin")
        let path = "/rest/metadata/objects"
        #expect(try await team.member("GET", path).status == 200)
        try await team.narrow(.everyRight)
        #expect(try await team.member("GET", path).json["code"] == "PERMISSION_DENIED")
    }

    @Test func anOwnerIsNotNarrowed() async throws {
        let team = try await Team.make("owner")
        try await team.narrow(.readingRight)
        #expect(try await team.member("POST", "/rest/people", [:]).status == 201)
    }

    @Test func aKeyWhoseRoleWasRemovedHasNoRight() async throws {
        let team = try await Team.make()
        let role = try await team.makeRole(.everyRight)
        let order: JSONValue = ["name": "Reader", "role": "member", "custom_role_id": .string(role)]
        let token = try await team.owner("POST", "/api/api-keys", order).json["data"]["token"].string
        let key = RecordCaller(api: team.owner.api, token: token)
        #expect(try await key("GET", "/rest/people").status == 200)
        #expect(try await team.owner("DELETE", "/api/roles/\(role)").status == 200)
        #expect(try await key("GET", "/rest/people").json["code"] == "PERMISSION_DENIED")
        #expect(try await key("GET", "/rest/noteTargets").json["code"] == "PERMISSION_DENIED")
    }

    @Test func aRoleOfOneTenantIsNoneInAnother() async throws {
        let (own, other) = (try await Team.make(), try await Team.make())
        let role = try await other.makeRole(.everyRight)
        let order: JSONValue = ["name": "A", "role": "member", "custom_role_id": .string(role)]
        #expect(try await own.owner("POST", "/api/api-keys", order).code == "validation_failed")
        #expect(try await own.owner("PUT", "/api/roles/\(role)/members/\(own.account)").code == "role_not_found")
        let foreign = try await own.makeRole(.everyRight)
        #expect(try await own.owner("PUT", "/api/roles/\(foreign)/members/\(other.account)").code == "member_not_found")
    }
}
