import Contracts
import TestSupport
import Testing

/// Several records become one.
@Suite struct MergeTests {
    private static func merge(
        _ call: RecordCaller, _ objects: String, _ records: [JSONValue], priority: Int = 0, dryRun: Bool = false, query: String = ""
    ) async throws -> ProductAPI.Reply {
        try await call(
            "PATCH", "/rest/\(objects)/merge\(query)",
            [
                "ids": .array(records.map { $0["id"] }), "conflictPriorityIndex": .integer(priority), "dryRun": .bool(dryRun),
            ])
    }

    /// What two people, made of the given parts, become; the second is preferred.
    private static func merged(_ first: JSONValue, _ second: JSONValue) async throws -> JSONValue {
        let call = try await RecordCaller.fresh()
        let people = [try await call.create("people", first), try await call.create("people", second)]
        return try await merge(call, "people", people, priority: 1).json["data"]["mergePerson"]
    }

    @Test(arguments: RecordCaller.prefixes, ["PATCH", "PUT"])
    func theWinnerStaysAndTheOthersAreGone(prefix: String, method: String) async throws {
        let call = try await RecordCaller.fresh()
        let people = [
            try await call.create("people", ["jobTitle": "Analyst"]), try await call.create("people", ["jobTitle": "Poet"]),
            try await call.create("people", [:]),
        ]
        let body: JSONValue = ["ids": .array(people.map { $0["id"] }), "conflictPriorityIndex": 1]
        let reply = try await call(method, "\(prefix)/people/merge", body)
        #expect(reply.status == 200)
        #expect(reply.json["data"].memberNames == ["mergePerson"])
        #expect(reply.json["data"]["mergePerson"]["id"] == people[1]["id"])
        for (place, person) in people.enumerated() {
            let read = try await call("GET", "/rest/people/\(person["id"].string)")
            #expect(read.status == (place == 1 ? 200 : 404))
        }
        #expect(try await call("GET", "/rest/people").json["totalCount"].int == 6)
    }

    static let fields: [(name: String, first: JSONValue, second: JSONValue, merged: JSONValue)] = [
        ("jobTitle", "Analyst", "Poet", "Poet"), ("jobTitle", "Analyst", "", "Analyst"), ("jobTitle", "", "Poet", "Poet"),
        (
            "name", ["firstName": "Ada", "lastName": "Lovelace"], ["firstName": "", "lastName": "Byron"],
            ["firstName": "", "lastName": "Byron"]
        ),
        (
            "name", ["firstName": "Ada", "lastName": "Lovelace"], ["firstName": "", "lastName": ""],
            ["firstName": "Ada", "lastName": "Lovelace"]
        ),
        (
            "emails", ["primaryEmail": "a@example.com", "additionalEmails": ["c@example.com", "b@example.com"]],
            ["primaryEmail": "b@example.com", "additionalEmails": ["d@example.com"]],
            ["primaryEmail": "b@example.com", "additionalEmails": ["a@example.com", "c@example.com", "d@example.com"]]
        ),
        (
            "emails", ["primaryEmail": "a@example.com"], ["additionalEmails": ["a@example.com"]],
            ["primaryEmail": "a@example.com", "additionalEmails": []]
        ),
        (
            "linkedinLink", ["primaryLinkUrl": "https://a.com", "primaryLinkLabel": "A"],
            [
                "primaryLinkUrl": "https://b.com", "primaryLinkLabel": "B",
                "secondaryLinks": [["label": "", "url": "https://a.com"]],
            ],
            [
                "primaryLinkLabel": "B", "primaryLinkUrl": "https://b.com",
                "secondaryLinks": [["label": "A", "url": "https://a.com"]],
            ]
        ),
    ]

    @Test(arguments: fields.indices)
    func thePreferredValueIsTakenAndListsAreUnited(index: Int) async throws {
        let (name, first, second, expected) = Self.fields[index]
        let one: JSONValue = .object(JSONObject([JSONMember(name, first)]))
        let other: JSONValue = .object(JSONObject([JSONMember(name, second)]))
        let merged = try await Self.merged(one, other)
        #expect(merged[name].sortedMembers == expected.sortedMembers)
    }

    /// Fields of other types, what the two records have, and what is left; the second is preferred.
    static let types: [(type: String, first: JSONValue, second: JSONValue, merged: JSONValue)] = [
        ("MULTI_SELECT", ["LOW"], ["HIGH"], ["LOW", "HIGH"]), ("MULTI_SELECT", [], ["HIGH"], ["HIGH"]),
        ("ARRAY", ["a", "b"], ["b", "c"], ["a", "b", "c"]), ("NUMBER", 1, 0, 0), ("NUMBER", 1, nil, 1),
        ("BOOLEAN", true, false, false),
        ("SELECT", "LOW", "HIGH", "HIGH"), ("SELECT", "LOW", nil, "LOW"), ("RATING", nil, "RATING_2", "RATING_2"),
        ("DATE", "2026-01-31", "2026-02-01", "2026-02-01"), ("RAW_JSON", ["a": 1], nil, ["a": 1]),
        (
            "CURRENCY", ["amountMicros": 5, "currencyCode": "EUR"], ["amountMicros": nil, "currencyCode": nil],
            ["amountMicros": 5, "currencyCode": "EUR"]
        ),
        ("RICH_TEXT", ["markdown": "# A"], ["markdown": ""], ["blocknote": nil, "markdown": "# A"]),
    ]

    @Test func aFieldOfAnyTypeIsMerged() async throws {
        let call = try await MetadataCaller.fresh()
        let person = try await call.object("person")["id"].string
        func body(_ value: (Int) -> JSONValue) -> JSONValue {
            .object(JSONObject(Self.types.indices.map { JSONMember("thing\($0)", value($0)) }))
        }
        for (index, row) in Self.types.enumerated() {
            let more = row.type.hasSuffix("SELECT") ? ProbeFixture.options : [:]
            try await call.makeField(person, "thing\(index)", row.type, more)
        }
        let people = [
            try await call.records.create("people", body { Self.types[$0].first }),
            try await call.records.create("people", body { Self.types[$0].second }),
        ]
        for isDry in [true, false] {
            let merged = try await Self.merge(call.records, "people", people, priority: 1, dryRun: isDry).json["data"][
                "mergePerson"]
            for (index, row) in Self.types.enumerated() {
                #expect(merged["thing\(index)"].sortedMembers == row.merged.sortedMembers, "\(row.type)")
            }
        }
    }

    @Test func relationsOfOnesOwnFollowTheWinner() async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        let person = try await call.object("person")["id"].string
        try await call.makeField(rocket, "pilot", "RELATION", MetadataCaller.relation("MANY_TO_ONE", to: person, label: "Rockets"))
        let people = [try await call.records.create("people", [:]), try await call.records.create("people", [:])]
        let record = try await call.records.create("rockets", ["pilotId": people[1]["id"]])["id"].string
        _ = try await Self.merge(call.records, "people", people)
        #expect(try await call.records("GET", "/rest/rockets/\(record)").json["data"]["rocket"]["pilotId"] == people[0]["id"])
    }

    @Test func nineRecordsBecomeOne() async throws {
        let call = try await RecordCaller.fresh()
        let bodies = (1...9).map { ["emails": ["primaryEmail": .string("\($0)@example.com")]] as JSONValue }
        let people = try await call("POST", "/rest/batch/people", .array(bodies)).json["data"]["createPeople"].elements
        let merged = try await Self.merge(call, "people", people, priority: 8).json["data"]["mergePerson"]
        #expect(merged["id"] == people[8]["id"] && merged["emails"]["primaryEmail"] == "9@example.com")
        #expect(merged["emails"]["additionalEmails"].elements.map(\.string) == (1...8).map { "\($0)@example.com" })
    }

    @Test func telephoneNumbersAreUnited() async throws {
        let merged = try await Self.merged(
            ["phones": ["primaryPhoneNumber": "+33612345678"]], ["phones": ["primaryPhoneNumber": "+14155550199"]])
        #expect(merged["phones"]["primaryPhoneNumber"] == "4155550199")
        let others = merged["phones"]["additionalPhones"].elements
        #expect(others.map { $0["number"] } == ["612345678"])
        #expect(others.map { $0["callingCode"] } == ["+33"])
    }

    @Test func whatEveryRecordHasStaysTheWinners() async throws {
        let call = try await RecordCaller.fresh()
        let people = [try await call.create("people", ["position": 5]), try await call.create("people", ["position": 9])]
        let merged = try await Self.merge(call, "people", people).json["data"]["mergePerson"]
        #expect(merged["position"] == 5)
        #expect(merged["createdAt"] == people[0]["createdAt"])
        #expect(merged["deletedAt"] == .null)
        #expect(merged["updatedAt"] != people[0]["updatedAt"])
    }

    @Test func recordsThatNamedALoserNameTheWinner() async throws {
        let call = try await RecordCaller.fresh()
        let companies = [
            try await call.create("companies", ["name": "Acme"]), try await call.create("companies", ["name": "ACME"]),
        ]
        let person = try await call.create("people", ["companyId": companies[1]["id"]])
        let deal = try await call.create("opportunities", ["companyId": companies[1]["id"]])
        let reply = try await Self.merge(call, "companies", companies, query: "?depth=1&fields=name,people,opportunities")
        let winner = reply.json["data"]["mergeCompany"]
        #expect(winner.memberNames == ["id", "name", "people", "opportunities"])
        #expect(winner["people"].elements.map { $0["id"] } == [person["id"]])
        #expect(winner["opportunities"].elements.map { $0["id"] } == [deal["id"]])
        let moved = try await call("GET", "/rest/people/\(person["id"].string)")
        #expect(moved.json["data"]["person"]["companyId"] == companies[0]["id"])
    }

    @Test func theLegsOfTargetsFollowTheirForeignKeys() async throws {
        let call = try await RecordCaller.fresh()
        let companies = [
            try await call.create("companies", ["name": "Acme"]), try await call.create("companies", ["name": "ACME"]),
        ]
        let note = try await call.create("notes", [:])
        let target = try await call.create("noteTargets", ["noteId": note["id"], "targetCompanyId": companies[1]["id"]])
        _ = try await Self.merge(call, "companies", companies)
        #expect(try await call("GET", "/rest/noteTargets/\(target["id"].string)").status == 404)
    }

    @Test func aUniqueValueOfALoserIsTakenOver() async throws {
        let merged = try await Self.merged(["emails": ["primaryEmail": "ada@example.com"]], ["jobTitle": "Analyst"])
        #expect(merged["emails"]["primaryEmail"] == "ada@example.com")
        #expect(merged["jobTitle"] == "Analyst")
    }

    @Test func aDryRunShowsTheOutcomeAndWritesNothing() async throws {
        let call = try await RecordCaller.fresh()
        let people = [
            try await call.create("people", ["jobTitle": "Analyst", "emails": ["primaryEmail": "a@example.com"]]),
            try await call.create("people", ["avatarUrl": "x", "emails": ["primaryEmail": "b@example.com"]]),
        ]
        let reply = try await Self.merge(call, "people", people, dryRun: true)
        #expect(reply.status == 200)
        let preview = reply.json["data"]["mergePerson"]
        #expect(preview.memberNames == people[0].memberNames)
        #expect(!people.map { $0["id"] }.contains(preview["id"]))
        #expect(preview["deletedAt"] != .null)
        #expect(preview["jobTitle"] == "Analyst" && preview["avatarUrl"] == "x")
        #expect(preview["emails"] == ["primaryEmail": "a@example.com", "additionalEmails": ["b@example.com"]])
        for person in people {
            #expect(try await call("GET", "/rest/people/\(person["id"].string)").json["data"]["person"] == person)
        }
        #expect(try await call("GET", "/rest/people/\(preview["id"].string)").status == 404)
    }

    @Test(arguments: [1, 9, 0])
    func thePriorityMustBeOneOfTheRecords(index: Int) async throws {
        let call = try await RecordCaller.fresh()
        let people = try await call.ids("people").map { ["id": JSONValue.string($0)] as JSONValue }
        let reply = try await Self.merge(call, "people", Array(people.prefix(2)), priority: index == 0 ? -1 : index + 1)
        let sent = index == 0 ? -1 : index + 1
        let message = "Invalid conflict priority '\(sent)'. Valid options for 2 records: 0-1"
        #expect(reply.text == RefusalTests.Refusal("PATCH", "", bad: message).answer)
        #expect(try await call.ids("people").count == 5)
    }

    @Test(arguments: [(0, "At least 2 record IDs are required for merge"), (1, "At least 2 record IDs are required for merge")])
    func lessThanTwoRecordsAreRefused(count: Int, message: String) async throws {
        let call = try await RecordCaller.shared
        let people = try await call.ids("people").prefix(count).map { ["id": JSONValue.string($0)] as JSONValue }
        let reply = try await Self.merge(call, "people", people)
        #expect(reply.text == RefusalTests.Refusal("PATCH", "", bad: message).answer)
    }

    @Test func moreThanNineRecordsAreRefused() async throws {
        let ids = (0..<10).map { JSONValue.string("9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d2\($0)") }
        let body: JSONValue = ["ids": .array(ids), "conflictPriorityIndex": 0]
        let reply = try await RecordCaller.shared("PATCH", "/rest/people/merge", body)
        #expect(reply.text == RefusalTests.Refusal("PATCH", "", bad: "Maximum 9 records can be merged at once").answer)
    }

    @Test func theSameRecordTwiceIsOne() async throws {
        let call = try await RecordCaller.shared
        let person: JSONValue = ["id": .string(try await call.ids("people")[0])]
        let reply = try await Self.merge(call, "people", [person, person])
        #expect(reply.text == RefusalTests.Refusal("PATCH", "", bad: "At least 2 record IDs are required for merge").answer)
    }

    @Test(arguments: ["opportunities", "notes", "tasks", "workspaceMembers"])
    func onlyObjectsWithCriteriaAreMerged(objects: String) async throws {
        let reply = try await RecordCaller.shared("PATCH", "/rest/\(objects)/merge", ["ids": [], "conflictPriorityIndex": 0])
        #expect(reply.status == 400)
        if objects != "workspaceMembers" {
            #expect(
                reply.json["messages"][0].string.hasPrefix("Merge is only available for objects with duplicate criteria. "))
        }
    }

    @Test(arguments: [false, true])
    func aRecordThatIsNotThereIsNotFound(dryRun: Bool) async throws {
        let call = try await RecordCaller.fresh()
        let ids = try await call.ids("people")
        let people: [JSONValue] = [["id": .string(ids[0])], ["id": .string(RefusalTests.unknown)]]
        #expect(try await Self.merge(call, "people", people, dryRun: dryRun).status == 404)
        _ = try await call("DELETE", "/rest/people/\(ids[1])?soft_delete=true")
        let deleted: [JSONValue] = [["id": .string(ids[0])], ["id": .string(ids[1])]]
        #expect(try await Self.merge(call, "people", deleted, dryRun: dryRun).status == 404)
    }
}

extension JSONValue {
    /// The same value with an object's members by name: the order within stored JSON is PostgreSQL's.
    fileprivate var sortedMembers: JSONValue {
        switch self {
        case .object(let object):
            .object(JSONObject(object.members.map { JSONMember($0.name, $0.value.sortedMembers) }.sorted { $0.name < $1.name }))
        case .array(let items): .array(items.map(\.sortedMembers))
        default: self
        }
    }
}
