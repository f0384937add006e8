import Contracts
import TestSupport
import Testing

/// What a new record has beside the values of its fields.
@Suite struct CreationTests {
    @Test func datesAuthorAndIDMayBeGiven() async throws {
        let call = try await RecordCaller.fresh()
        let given: JSONValue = [
            "id": .string(RefusalTests.unknown), "createdAt": "2020-01-01T00:00:00.000Z", "updatedAt": "2020-01-02T00:00:00.000Z",
            "deletedAt": "2020-01-03T00:00:00.000Z", "createdBy": ["source": "IMPORT", "name": "Ada"],
        ]
        let made = try await call.create("companies", given)
        for field in ["id", "createdAt", "updatedAt", "deletedAt"] { #expect(made[field] == given[field], "\(field)") }
        #expect(made["createdBy"]["name"] == "Ada" && made["updatedBy"]["source"] == "MANUAL")
        #expect(try await call("GET", "/rest/companies/\(RefusalTests.unknown)").status == 404)
        #expect(try await call("POST", "/rest/companies", ["id": .string(RefusalTests.unknown)]).status == 400)
    }

    @Test func positionsCanBeChangedToEitherEnd() async throws {
        let call = try await RecordCaller.fresh()
        let ids = try await call.ids("people")
        for (index, position, expected) in [(0, "first", 0), (1, "last", 6), (2, "first", -1), (3, "last", 7)] {
            let reply = try await call("PATCH", "/rest/people/\(ids[index])", ["position": .string(position)])
            #expect(reply.json["data"]["updatePerson"]["position"].int == expected)
        }
    }

    @Test func aFieldThatMayNotBeEmptyMustBeGiven() async throws {
        let (metadata, rocket) = try await MetadataCaller.withRockets()
        try await metadata.makeField(rocket, "serial", "TEXT", ["isNullable": false, "defaultValue": "'none'"])
        try await metadata.makeField(rocket, "mass", "NUMBER", ["isNullable": false])
        let call = metadata.records
        let made = try await call.create("rockets", ["serial": nil, "mass": 1])
        #expect(made["serial"] == "none" && made["mass"] == 1)
        let refusals: [(JSONValue, String)] = [
            (["mass": nil], "Field mass is not nullable and has no default value."),
            ([:], "null value in column \"mass\" of relation \"_rocket\" violates not-null constraint"),
        ]
        for (body, message) in refusals {
            #expect(try await call("POST", "/rest/rockets", body).text == RefusalTests.Refusal("", "", bad: message).answer)
        }
        let reply = try await call("PATCH", "/rest/rockets/\(made["id"].string)", ["mass": nil])
        #expect(reply.json["messages"] == ["Field mass is not nullable and has no default value."])
    }

    /// Such a field keeps what is empty as it is, where others are NULL then.
    @Test(
        arguments: [("TEXT", "'x'", ""), ("ARRAY", ["'x'"], []), ("RAW_JSON", ["a": 1], [:])] as [(String, JSONValue, JSONValue)])
    func whatMayNotBeNullMayBeEmpty(type: String, preset: JSONValue, empty: JSONValue) async throws {
        let (metadata, rocket) = try await MetadataCaller.withRockets()
        try await metadata.makeField(rocket, "thing", type, ["isNullable": false, "defaultValue": preset])
        let made = try await metadata.records.create("rockets", ["thing": empty])
        #expect(made["thing"] == empty)
        let reply = try await metadata.records("PATCH", "/rest/rockets/\(made["id"].string)", ["thing": empty])
        #expect(reply.json["data"]["updateRocket"]["thing"] == empty)
    }

    /// Without a selection an object of very many fields shows 200 of them.
    @Test func anObjectOfManyFieldsIsCutDown() async throws {
        let (metadata, rocket) = try await MetadataCaller.withRockets()
        for number in 100..<300 { try await metadata.makeField(rocket, "field\(number)", "NUMBER") }
        let call = metadata.records
        for (method, path) in [("POST", "/rest/rockets"), ("GET", "/rest/rockets")] {
            let reply = try await call(method, path, method == "POST" ? [:] : nil)
            #expect(reply.headers["x-twenty-fields-capped"] == "true")
            #expect(reply.headers["x-twenty-fields-max"] == "200")
            let record = method == "POST" ? reply.json["data"]["createRocket"] : reply.json["data"]["rockets"][0]
            #expect(record.memberNames.contains("field100") && !record.memberNames.contains("field299"))
            for name in ["id", "name", "createdAt", "updatedAt", "deletedAt", "position"] {
                #expect(record.memberNames.contains(name), "\(name)")
            }
        }
        let chosen = try await call("GET", "/rest/rockets?fields=field299")
        #expect(chosen.headers["x-twenty-fields-capped"] == nil)
        #expect(chosen.json["data"]["rockets"][0].memberNames == ["id", "field299"])
    }
}
