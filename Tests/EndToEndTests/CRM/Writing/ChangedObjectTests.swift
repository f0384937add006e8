import Contracts
import TestSupport
import Testing

/// Writes whose answers show objects that somebody changes meanwhile: they happen once, and the answer is whole.
@Suite struct ChangedObjectTests {
    @Test(arguments: [("people", false), ("people", true), ("batch/people", false), ("batch/people", true)])
    func recordsAreMadeOnce(path: String, isUpsert: Bool) async throws {
        let scene = try await ChangedShip.make()
        let record: JSONValue = ["jobTitle": "Pilot", "shipId": .string(scene.ship)]
        let isBatch = path != "people"
        let reply = try await scene.change {
            try await scene.call(
                "POST", "/rest/\(path)?depth=1\(isUpsert ? "&upsert=true" : "")", isBatch ? [record, record] : record)
        }
        #expect(reply.status == 201)
        let made = isBatch ? reply.json["data"]["createPeople"][1] : reply.json["data"]["createPerson"]
        #expect(made["ship"]["power"] == "7 MN")
        #expect(try await scene.people(titled: "Pilot").count == (isBatch ? 2 : 1))
    }

    @Test func anUpdateAnswersWhole() async throws {
        let scene = try await ChangedShip.make()
        let id = try await scene.hire("Pilot")
        let reply = try await scene.change { try await scene.call("PATCH", "/rest/people/\(id)?depth=1", ["jobTitle": "Cook"]) }
        #expect(reply.status == 200)
        #expect(reply.json["data"]["updatePerson"]["ship"]["power"] == "7 MN")
        #expect(try await scene.people(titled: "Cook").count == 1)
    }

    /// The filter finds nobody once the first attempt has been kept.
    @Test func anUpdateOfManyFindsTheSameAgain() async throws {
        let scene = try await ChangedShip.make()
        _ = try await scene.hire("Pilot")
        let reply = try await scene.change {
            try await scene.call("PATCH", "/rest/people?depth=1&filter=jobTitle[eq]:Pilot", ["jobTitle": "Cook"])
        }
        #expect(reply.status == 200)
        #expect(reply.json["data"]["updatePeople"].elements.map { $0["ship"]["power"] } == ["7 MN"])
    }

    /// Without a filter those that are deleted come back, of whom there are none after the first attempt.
    @Test func whatIsRestoredIsTold() async throws {
        let scene = try await ChangedShip.make()
        let id = try await scene.hire("Pilot")
        _ = try await scene.call("DELETE", "/rest/people/\(id)?soft_delete=true")
        let reply = try await scene.change { try await scene.call("PATCH", "/rest/people/restore?depth=1") }
        #expect(reply.status == 200)
        #expect(reply.json["data"]["restorePeople"].elements.map { $0["ship"]["power"] } == ["7 MN"])
    }

    /// The records that lose are gone after the first attempt.
    @Test func aMergeFindsItsRecordsAgain() async throws {
        let scene = try await ChangedShip.make()
        let ids = [try await scene.hire("Pilot"), try await scene.hire("Cook")]
        let reply = try await scene.change {
            try await scene.call(
                "PATCH", "/rest/people/merge?depth=1",
                ["ids": .array(ids.map { .string($0) }), "conflictPriorityIndex": 0, "dryRun": false])
        }
        #expect(reply.status == 200)
        #expect(reply.json["data"]["mergePerson"]["ship"]["power"] == "7 MN")
        #expect(try await scene.call("GET", "/rest/people/\(ids[1])").status == 404)
    }

    /// Its body comes only once.
    @Test func anImportIsRefusedWhole() async throws {
        let scene = try await ChangedShip.make()
        let bulk = scene.bulk
        let reply = try await scene.change { try await bulk.importing("ships", "name,thrust\nSojus,4 MN\n") }
        #expect(reply.status == 503)
        #expect(reply.json["code"] == "concurrent_change")
        #expect(reply.headers["retry-after"] == "1")
        #expect(try await scene.call.ids("ships") == [scene.ship])
        #expect(try await scene.call("GET", "/api/imports").json["data"][0]["failure"] == "concurrent_change")
    }

    @Test func recordsAreMadeOnceWhileRelationsComeAndGo() async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        let person = try await call.object("person")["id"].string
        let made = try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask {
                for _ in 0..<5 { try await Self.changeRelation(of: rocket, to: person, call) }
                return 0
            }
            for _ in 0..<3 { group.addTask { try await Self.hire(40, call.records) } }
            return try await group.reduce(0, +)
        }
        let found = try await call.records("GET", "/rest/people?filter=jobTitle[eq]:Pilot&limit=1")
        #expect(found.json["totalCount"].int == made)
        #expect(made >= 100)
    }

    private static func changeRelation(of rocket: String, to person: String, _ call: MetadataCaller) async throws {
        let relation = MetadataCaller.relation("MANY_TO_ONE", to: person, label: "Rockets")
        let made = try await call("POST", "fields", MetadataCaller.field(rocket, "pilot", "RELATION", relation))
        // Tables in use are waited for, but not for ever.
        #expect([201, 503].contains(made.status), "\(made.text)")
        guard made.status == 201 else { return }
        let path = "fields/\(made.json["id"].string)"
        try await eventually { try await call("DELETE", path).status == 200 }
    }

    /// How many of the requests to make somebody succeeded; the others say that they did nothing.
    private static func hire(_ count: Int, _ call: RecordCaller) async throws -> Int {
        var made = 0
        for _ in 0..<count {
            let reply = try await call("POST", "/rest/people?depth=1", ["jobTitle": "Pilot"])
            #expect([201, 503].contains(reply.status), "\(reply.text)")
            if reply.status == 201 { made += 1 }
        }
        return made
    }
}
