import Contracts
import TestSupport
import Testing

@Suite struct UpsertTests {
    private func email(_ address: String, title: String) -> JSONValue {
        ["emails": ["primaryEmail": .string(address)], "jobTitle": .string(title)]
    }

    @Test(arguments: RecordCaller.prefixes)
    func recordOfTheSameKeyIsChangedAndKeepsItsAuthor(prefix: String) async throws {
        let call = try await RecordCaller.fresh()
        let made = try await call.create(
            "people", ["emails": ["primaryEmail": "a@example.com"], "name": ["firstName": "Ada"], "createdBy": ["source": "EMAIL"]])
        let reply = try await call("POST", "\(prefix)/people?upsert=true", email("A@example.com", title: "CEO"))
        #expect(reply.status == 201)
        let record = reply.json["data"]["createPerson"]
        for field in ["id", "createdAt", "createdBy", "name", "position"] { #expect(record[field] == made[field]) }
        #expect(record["jobTitle"] == "CEO")
        #expect(record["updatedAt"].string > made["updatedAt"].string)
    }

    @Test func unknownKeysMakeNewRecordsAtTheFront() async throws {
        let call = try await RecordCaller.fresh()
        let record = try await call("POST", "/rest/people?upsert=true", email("new@example.com", title: "New")).json["data"][
            "createPerson"]
        #expect(record["position"] == 0)
        #expect(record["createdBy"]["source"] == "MANUAL")
        let named = try await call("POST", "/rest/people?upsert=true", ["id": .string(RefusalTests.unknown)])
        #expect(named.json["data"]["createPerson"]["id"].string == RefusalTests.unknown)
    }

    @Test func deletedRecordIsRevived() async throws {
        let call = try await RecordCaller.fresh()
        let id = try await call.create("people", email("back@example.com", title: "Gone"))["id"].string
        _ = try await call("DELETE", "/rest/people/\(id)?soft_delete=true")
        let record = try await call("POST", "/rest/people?upsert=true", email("back@example.com", title: "Back")).json["data"][
            "createPerson"]
        #expect(record["id"].string == id)
        #expect(record["deletedAt"] == .null)
        #expect(try await call("GET", "/rest/people/\(id)").status == 200)
    }

    @Test func changedRecordsComeBeforeNewOnes() async throws {
        let call = try await RecordCaller.fresh()
        let id = try await call.create("companies", ["domainName": ["primaryLinkUrl": "https://a.example"]])["id"].string
        let reply = try await call(
            "POST", "/rest/batch/companies?upsert=true",
            [
                ["name": "new"], ["name": "by link", "domainName": ["primaryLinkUrl": "https://A.example/"]],
                ["name": "Airbnb!", "domainName": ["primaryLinkUrl": "https://airbnb.com"]], ["employees": nil, "name": "x"],
            ])
        #expect(reply.json["messages"] == ["Object company doesn't have any \"employees\" field."])
        let again = try await call(
            "POST", "/rest/batch/companies?upsert=true",
            [
                ["name": "new"], ["name": "by link", "domainName": ["primaryLinkUrl": "https://A.example/"]],
                ["id": .string(id), "address": ["addressCity": "Ulm"]],
            ])
        let records = again.json["data"]["createCompanies"].elements
        #expect(records.map { $0["name"] } == ["by link", "by link", "new"])
        #expect(records[0]["id"].string == id && records[1]["id"].string == id)
        #expect(records[1]["address"]["addressCity"] == "Ulm")
    }

    /// A unique field of each type that can be one, a value, and another spelling of the same.
    static let keys: [(type: String, value: JSONValue, again: JSONValue)] = [
        ("TEXT", "A-1", "A-1"), ("NUMBER", 7, 7), ("NUMERIC", 7, "7.0"), ("DATE", "2026-01-31", "31 January 2026"),
        ("DATE_TIME", "2026-01-31T12:00:00Z", "2026-01-31T13:00:00+01:00"),
        ("UUID", .string(RefusalTests.unknown), .string(RefusalTests.unknown.uppercased())),
        ("EMAILS", ["primaryEmail": "a@example.com"], ["primaryEmail": "A@Example.com", "additionalEmails": ["b@example.com"]]),
        ("LINKS", ["primaryLinkUrl": "https://a.example"], ["primaryLinkUrl": "https://A.example/", "primaryLinkLabel": "A"]),
        (
            "PHONES", ["primaryPhoneNumber": "+33612345678"],
            ["primaryPhoneNumber": "06 12 34 56 78", "primaryPhoneCountryCode": "FR", "primaryPhoneCallingCode": "+33"]
        ),
    ]

    @Test func everyUniqueFieldIsAKey() async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        for (index, key) in Self.keys.enumerated() {
            let name = "key\(index)"
            try await call.makeField(rocket, name, key.type, ["isUnique": true])
            func record(_ value: JSONValue, _ title: JSONValue) -> JSONValue {
                .object(JSONObject([JSONMember(name, value), JSONMember("name", title)]))
            }
            let made = try await call.records.create("rockets", record(key.value, "old"))
            for isDeleted in [false, true] {
                if isDeleted { _ = try await call.records("DELETE", "/rest/rockets/\(made["id"].string)?soft_delete=true") }
                let reply = try await call.records("POST", "/rest/batch/rockets?upsert=true", [record(key.again, "new")])
                let found = reply.json["data"]["createRockets"][0]
                #expect(
                    found["id"] == made["id"] && found["name"] == "new" && found["deletedAt"] == .null, "\(key.type) \(reply.text)")
            }
            let clash = try await call.records("POST", "/rest/rockets", record(key.again, "other"))
            #expect(clash.json["messages"] == ["A duplicate entry was detected"], "\(key.type)")
        }
    }

    @Test func emptyKeysAreNone() async throws {
        let call = try await RecordCaller.fresh()
        for body in [["emails": ["primaryEmail": ""]], ["emails": nil], [:]] as [JSONValue] {
            #expect(try await call("POST", "/rest/people?upsert=true", body).status == 201)
        }
        #expect(try await call("GET", "/rest/people").json["totalCount"] == 8)
    }

    @Test func keysOfTwoRecordsAreNobodys() async throws {
        let call = try await RecordCaller.fresh()
        let id = try await call.create("people", email("one@example.com", title: "1"))["id"]
        _ = try await call.create("people", email("two@example.com", title: "2"))
        let reply = try await call("POST", "/rest/people?upsert=true", ["id": id, "emails": ["primaryEmail": "two@example.com"]])
        #expect(reply.status == 400)
        let message = """
            Multiple records found with the same unique field values for id: \(id.string), emails.primaryEmail: two@example.com. \
            Cannot determine which record to update.
            """
        #expect(reply.json["messages"] == [.string(message)])
        #expect(try await call("GET", "/rest/people/\(id.string)").json["data"]["person"]["jobTitle"] == "1")
    }

    @Test func twoNewRecordsOfOneKeyAreRefused() async throws {
        let call = try await RecordCaller.fresh()
        let body = email("twice@example.com", title: "x")
        let reply = try await call("POST", "/rest/batch/people?upsert=true", [body, body])
        #expect(reply.json["messages"] == ["A duplicate entry was detected"])
        #expect(try await call("GET", "/rest/people").json["totalCount"] == 5)
    }

    @Test func anythingButTrueIsNoUpsert() async throws {
        let call = try await RecordCaller.fresh()
        for query in ["?upsert=1", "?upsert=TRUE", "?upsert=true&upsert=true"] {
            let reply = try await call("POST", "/rest/people\(query)", email("chesky@airbnb.com", title: "x"))
            #expect(reply.json["messages"] == ["A duplicate entry was detected"])
        }
    }

    /// The table refuses a second record; nobody is told so, and the record is one.
    @Test func manyAtTheSameTimeMakeOneRecord() async throws {
        let call = try await RecordCaller.fresh()
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<12 {
                group.addTask {
                    let bodies = (0..<3).map { key in email("race\((key + index) % 3)@example.com", title: "\(index)") }
                    return try await call("POST", "/rest/batch/people?upsert=true", .array(bodies)).status
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 201, count: 12))
        #expect(try await call("GET", "/rest/people").json["totalCount"] == 8)
    }
}
