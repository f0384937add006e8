import Contracts
import Foundation
import TestSupport
import Testing

/// Who may change what, and whom it concerns.
@Suite struct MetadataSeparationTests {
    @Test func objectsOfOneWorkspaceAreNothingToAnother() async throws {
        let (mine, rocket) = try await MetadataCaller.withRockets()
        let other = try await MetadataCaller.fresh()
        let record = try await mine.records.create("rockets", ["name": "Ariane"])["id"].string
        #expect(try await other.records("GET", "/rest/rockets").status == 400)
        #expect(try await other("GET", "objects/\(rocket)").status == 404)
        #expect(try await other("DELETE", "objects/\(rocket)?delete_data=true").status == 404)
        // The same name holds another object there.
        let theirs = try await other.makeObject("rocket", "rockets")
        try await other.makeField(theirs, "thrust", "NUMBER")
        #expect(try await other.records("GET", "/rest/rockets/\(record)").status == 404)
        #expect(!(try await mine.records.create("rockets", [:])).memberNames.contains("thrust"))
        let stolen = try await other("POST", "fields", MetadataCaller.field(rocket, "x", "TEXT"))
        #expect(stolen.status == 404)
        let linked = try await other(
            "POST", "fields",
            MetadataCaller.field(theirs, "x", "RELATION", MetadataCaller.relation("MANY_TO_ONE", to: rocket, label: "X")))
        #expect(linked.status == 400)
    }

    @Test(arguments: [("member", false), ("viewer", false), ("admin", true)])
    func onlyAdministratorsSeeAndChangeTheDescription(role: String, isAllowed: Bool) async throws {
        let owner = try await RecordCaller.fresh()
        let email = "\(role)-\(UUID().uuidString.lowercased())@example.com"
        let member: JSONValue = ["email": .string(email), "password": "correct horse", "role": .string(role)]
        #expect(try await owner("POST", "/api/members", member).status == 201)
        let login = try await owner.api.call("POST", "/api/auth/login", ["email": .string(email), "password": "correct horse"])
        let call = MetadataCaller(records: RecordCaller(api: owner.api, token: login.json["data"]["access_token"].string))
        for (method, path) in [("GET", "objects"), ("GET", "fields"), ("PATCH", "objects/\(RefusalTests.unknown)")] {
            let reply = try await call(method, path, method == "GET" ? nil : [:])
            #expect(reply.status == (isAllowed ? (method == "GET" ? 200 : 404) : 400))
            #expect((reply.json["code"] == "PERMISSION_DENIED") == !isAllowed)
        }
    }

    /// Every route, as a key sees it that administers nothing, and as one that does.
    @Test(arguments: [("member", false), ("admin", true)])
    func aKeySeesAndChangesTheDescriptionWithItsRole(role: String, isAllowed: Bool) async throws {
        let holder = try await KeyHolder.make(["name": "Builder", "role": .string(role)])
        let call = MetadataCaller(records: holder.key)
        for collection in ["objects", "fields"] {
            let routes =
                ["GET", "POST"].map { ($0, collection) }
                + ["GET", "PATCH", "PUT", "DELETE"].map { ($0, "\(collection)/\(RefusalTests.unknown)") }
            for (method, path) in routes {
                let reply = try await call(method, path, ["POST", "PATCH", "PUT"].contains(method) ? [:] : nil)
                let expected = path != collection ? 404 : method == "POST" ? 400 : 200
                #expect(reply.status == (isAllowed ? expected : 400), "\(method) \(path)")
                #expect((reply.json["code"] == "PERMISSION_DENIED") == !isAllowed, "\(method) \(path)")
            }
        }
    }

    @Test func changesAtTheSameTimeAllHappenOrAreRefused() async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        let statuses = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
            for number in 0..<8 {
                // Two at a time want the same name.
                group.addTask {
                    let body = MetadataCaller.field(rocket, "thing\(number / 2)", "TEXT")
                    return (number / 2, try await call("POST", "fields", body).status)
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0, default: []].append($1.1) }
        }
        for (_, pair) in statuses { #expect(pair.sorted() == [201, 400]) }
        let record = try await call.records.create("rockets", ["thing0": "a", "thing3": "d"])
        #expect(record.memberNames.filter { $0.hasPrefix("thing") }.sorted() == ["thing0", "thing1", "thing2", "thing3"])
    }

    @Test func recordsAreWrittenWhileFieldsComeAndGo() async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await changeFields(of: rocket, call) }
            for _ in 0..<3 { group.addTask { try await writeRecords(call) } }
            try await group.waitForAll()
        }
        #expect(try await call.records("GET", "/rest/rockets?limit=1").json["totalCount"].int == 120)
    }

    private func changeFields(of rocket: String, _ call: MetadataCaller) async throws {
        for number in 0..<6 {
            let options: JSONValue = ["options": [["value": "A"], ["value": "B"]]]
            let field = try await call.makeField(rocket, "extra\(number)", "SELECT", options)
            let path = "fields/\(field["id"].string)"
            #expect(try await call("PATCH", path, ["options": [["value": "B"], ["value": "C"]]]).status == 200)
            #expect(try await call("DELETE", path).status == 200)
        }
    }

    private func writeRecords(_ call: MetadataCaller) async throws {
        for _ in 0..<40 {
            #expect(try await call.records("POST", "/rest/rockets", ["name": "x"]).status == 201)
            #expect(try await call.records("GET", "/rest/rockets?limit=5").status == 200)
        }
    }
}
