import Contracts
import TestSupport
import Testing

/// Attempts to see through relations, groups, duplicates and merges what a role hides.
@Suite struct RelationAttackTests {
    private static let group = RecordCaller.escaped(#"[{"avatarUrl":true}]"#)

    /// A member who may not see companies at all, nor people's jobs and e-mail addresses.
    private func narrowed() async throws -> Team {
        let team = try await Team.make()
        _ = try await team.owner.create("people", ["jobTitle": "Confidant", "emails": ["primaryEmail": "secret@example.com"]])
        try await team.narrow(
            .everyRight, objects: [["object": "companies", "can_read": false]],
            fields: [
                ["object": "people", "field": "jobTitle", "can_read": false],
                ["object": "people", "field": "emails", "can_read": false],
            ])
        return team
    }

    @Test(arguments: ["", "&fields=company,name"])
    func anObjectThatIsHiddenIsNotExpanded(fields: String) async throws {
        let team = try await narrowed()
        let page = try await team.member("GET", "/rest/people?depth=1\(fields)")
        #expect(page.status == 200)
        for person in page.json["data"]["people"].elements {
            #expect(person.memberNames.contains("companyId"))
            #expect(!person.memberNames.contains("company"))
        }
        #expect(!page.text.contains("Airbnb"))
    }

    @Test func aRelatedRecordShowsNoHiddenField() async throws {
        let team = try await narrowed()
        let page = try await team.member("GET", "/rest/opportunities?depth=1")
        let contact = page.json["data"]["opportunities"][0]["pointOfContact"]
        #expect(contact.memberNames.contains("name"))
        for name in ["jobTitle", "emails", "searchVector"] { #expect(!contact.memberNames.contains(name)) }
        #expect(!page.text.contains("@airbnb.com"))
    }

    @Test(arguments: [
        #"group_by=[{"jobTitle":true}]"#, #"group_by=[{"emails":{"primaryEmail":true}}]"#, #"group_by=[{"company":{"name":true}}]"#,
        #"group_by=[{"avatarUrl":true}]&aggregate=["countEmptyJobTitle"]"#,
        #"group_by=[{"avatarUrl":true}]&order_by=[{"aggregate":{"countUniqueValuesEmails":"AscNullsLast"}}]"#,
        #"group_by=[{"avatarUrl":true}]&filter=jobTitle[eq]:Confidant"#,
        #"group_by=[{"avatarUrl":true}]&include_records_sample=true&order_by_for_records=jobTitle"#,
        #"group_by=[{"avatarUrl":true}]&include_records_sample=true&order_by_for_records=company.name"#,
    ])
    func nothingIsGroupedByWhatIsHidden(query: String) async throws {
        let escaped = query.split(separator: "&").map { part in
            let pair = part.split(separator: "=", maxSplits: 1)
            return "\(pair[0])=\(RecordCaller.escaped(String(pair[1])))"
        }
        let reply = try await narrowed().member("GET", "/rest/people/groupBy?\(escaped.joined(separator: "&"))")
        #expect(reply.status == 400)
        #expect(reply.json["code"] == "PERMISSION_DENIED")
        #expect(!reply.text.contains("Confidant"))
    }

    @Test func theRecordsOfAGroupShowNoHiddenField() async throws {
        let path = "/rest/people/groupBy?group_by=\(Self.group)&include_records_sample=true"
        let reply = try await narrowed().member("GET", path)
        #expect(reply.status == 200)
        #expect(!reply.text.contains("Confidant") && !reply.text.contains("secret@"))
    }

    @Test func aHiddenFieldFindsNoDuplicate() async throws {
        let team = try await narrowed()
        let body: JSONValue = ["data": [["emails": ["primaryEmail": "secret@example.com"]]]]
        #expect(try await team.member("POST", "/rest/people/duplicates", body).json["data"][0]["totalCount"] == 0)
        #expect(try await team.owner("POST", "/rest/people/duplicates", body).json["data"][0]["totalCount"] == 1)
        #expect(try await team.member("POST", "/rest/companies/duplicates", ["ids": []]).json["code"] == "PERMISSION_DENIED")
    }

    @Test(arguments: ["can_update_all_object_records", "can_destroy_all_object_records"])
    func aMergeTakesTheRightsToUpdateAndToDestroy(missing: String) async throws {
        let team = try await Team.make()
        var rights = JSONObject.everyRight
        rights[missing] = false
        try await team.narrow(rights)
        let ids = try await team.owner.ids("people")
        let body: JSONValue = ["ids": [.string(ids[0]), .string(ids[1])], "conflictPriorityIndex": 0]
        let reply = try await team.member("PATCH", "/rest/people/merge", body)
        #expect(reply.json["code"] == "PERMISSION_DENIED")
        #expect(try await team.owner.ids("people") == ids)
    }

    @Test(arguments: [false, true])
    func aMergeChangesNoFieldThatIsClosed(dryRun: Bool) async throws {
        let team = try await Team.make()
        let people = [try await team.owner.create("people", [:]), try await team.owner.create("people", ["jobTitle": "Spy"])]
        try await team.narrow(.everyRight, fields: [["object": "people", "field": "jobTitle", "can_update": false]])
        let body: JSONValue = [
            "ids": .array(people.map { $0["id"] }), "conflictPriorityIndex": 0, "dryRun": .bool(dryRun),
        ]
        let reply = try await team.member("PATCH", "/rest/people/merge", body)
        #expect(reply.json["code"] == "PERMISSION_DENIED")
        #expect(try await team.owner("GET", "/rest/people/\(people[1]["id"].string)").status == 200)
    }

    @Test func aViewerSearchesAndGroupsButMergesNothing() async throws {
        let team = try await Team.make("viewer")
        #expect(try await team.member("POST", "/rest/people/duplicates", ["ids": []]).status == 200)
        #expect(try await team.member("GET", "/rest/people/groupBy?group_by=\(Self.group)").status == 200)
        let body: JSONValue = ["ids": [], "conflictPriorityIndex": 0]
        #expect(try await team.member("PATCH", "/rest/people/merge", body).json["code"] == "PERMISSION_DENIED")
    }
}
