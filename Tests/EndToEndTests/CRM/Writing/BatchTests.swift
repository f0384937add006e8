import Contracts
import TestSupport
import Testing

/// Many records made by one request.
@Suite struct BatchTests {
    private func titles(_ reply: ProductAPI.Reply) -> [String] {
        reply.json["data"]["createPeople"].elements.map { $0["jobTitle"].string }
    }

    @Test(arguments: RecordCaller.prefixes)
    func recordsComeBackInTheirOrder(prefix: String) async throws {
        let call = try await RecordCaller.fresh()
        let bodies = (1...5).map { JSONValue.object(JSONObject([JSONMember("jobTitle", .string("p\($0)"))])) }
        let reply = try await call("POST", "\(prefix)/batch/people", .array(bodies))
        #expect(reply.status == 201)
        #expect(titles(reply) == ["p1", "p2", "p3", "p4", "p5"])
        #expect(reply.json["data"]["createPeople"].elements.map { $0["position"] } == [0, -1, -2, -3, -4])
        let ids = reply.json["data"]["createPeople"].elements.map { $0["id"].string }
        #expect(try await Set(call.ids("people")).isSuperset(of: ids))
    }

    @Test func positionsAreCountedFromBothEndsAndDecideTheOrder() async throws {
        let call = try await RecordCaller.fresh()
        let reply = try await call(
            "POST", "/rest/batch/people",
            [
                ["jobTitle": "given", "position": 100], ["jobTitle": "last 1", "position": "last"], ["jobTitle": "first 1"],
                ["jobTitle": "low", "position": -50], ["jobTitle": "last 2", "position": "last"],
                ["jobTitle": "first 2", "position": "first"],
            ])
        #expect(titles(reply) == ["first 1", "first 2", "last 1", "last 2", "given", "low"])
        let positions = reply.json["data"]["createPeople"].elements.map { $0["position"] }
        #expect(positions == [-51, -52, 101, 102, 100, -50])
    }

    @Test func anEmptyWorkspaceCountsFromOne() async throws {
        let call = try await RecordCaller.fresh()
        let reply = try await call("POST", "/rest/batch/tasks", [[:], ["position": "last"]])
        #expect(reply.json["data"]["createTasks"].elements.map { $0["position"] } == [0, 2])
    }

    @Test func eachRecordHasItsOwnColumnsAndDefaults() async throws {
        let call = try await RecordCaller.fresh()
        let reply = try await call(
            "POST", "/rest/batch/opportunities?depth=1",
            [
                ["name": "A", "stage": "MEETING"], ["name": "B", "amount": ["amountMicros": 1]], ["stage": nil],
                ["createdAt": "2020-01-01", "createdBy": ["source": "EMAIL"]],
            ])
        let records = reply.json["data"]["createOpportunities"].elements
        #expect(records.map { $0["stage"] } == ["MEETING", "NEW", "NEW", "NEW"])
        #expect(records.map { $0["name"] } == ["A", "B", "", ""])
        #expect(records[1]["amount"] == ["amountMicros": 1, "currencyCode": nil])
        #expect(records.map { $0["createdBy"]["source"] } == ["MANUAL", "MANUAL", "MANUAL", "EMAIL"])
        #expect(records[3]["createdAt"] == "2020-01-01T00:00:00.000Z")
        #expect(records.allSatisfy { $0["company"] == .null && $0["taskTargets"] == [] })
    }

    @Test(
        arguments: [
            (["jobTitle": 1], "Invalid string value 1 for field \"jobTitle\""),
            (["emails": ["primaryEmail": "chesky@airbnb.com"]], "A duplicate entry was detected"),
            (["companyId": .string(RefusalTests.unknown)], "insert or update on table \"person\" violates foreign key constraint"),
        ] as [(JSONValue, String)])
    func oneBadRecordFailsThemAll(body: JSONValue, message: String) async throws {
        let call = try await RecordCaller.fresh()
        let reply = try await call("POST", "/rest/batch/people", [["jobTitle": "good"], body, ["jobTitle": "good"]])
        #expect(reply.status == 400)
        #expect(reply.json["messages"][0].string.hasPrefix(message))
        #expect(try await call("GET", "/rest/people").json["totalCount"] == 5)
    }

    @Test func twoHundredAreTakenAndOneMoreIsNot() async throws {
        let call = try await RecordCaller.fresh()
        let bodies = (0..<200).map { JSONValue.object(JSONObject([JSONMember("name", .string("c\($0)"))])) }
        let reply = try await call("POST", "/rest/batch/companies", .array(bodies))
        #expect(reply.json["data"]["createCompanies"].elements.map { $0["name"] } == (0..<200).map { .string("c\($0)") })
        let refused = try await call("POST", "/rest/batch/companies", .array(bodies + [[:]]))
        #expect(refused.json["messages"] == ["Maximum number of records to upsert is 200."])
        #expect(try await call("GET", "/rest/companies?limit=0").json["totalCount"] == 205)
    }

    @Test func anEmptyBatchMakesNothing() async throws {
        let reply = try await RecordCaller.shared("POST", "/rest/batch/people", [])
        #expect(reply.status == 201)
        #expect(reply.text == #"{"data":{"createPeople":[]}}"#)
    }

    @Test(arguments: [["jobTitle": "x"], "x", [1], nil] as [JSONValue])
    func aBatchThatIsNoListOfRecordsIsRefused(body: JSONValue) async throws {
        let reply = try await RecordCaller.shared("POST", "/rest/batch/people", body)
        #expect(reply.status == 400)
        #expect(reply.json["error"] == "TypeError")
    }
}
