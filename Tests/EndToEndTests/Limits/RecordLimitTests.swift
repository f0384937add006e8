import Contracts
import TestSupport
import Testing

@Suite struct RecordLimitTests {
    @Test func theLimitIsReachedAndRaised() async throws {
        let tenant = try await LimitScene.shared.organization()
        let other = try await LimitScene.shared.organization()
        try await tenant.leaveRoom(for: 1)
        #expect(try await tenant("POST", "/rest/people", [:]).status == 201)
        let refused = try await tenant("POST", "/rest/people", [:])
        #expect(refused.status == 403 && refused.code == "record_limit_reached")
        #expect(refused.json["error"] == "ForbiddenException" && refused.json["statusCode"].int == 403)
        #expect(refused.headers["retry-after"] == "60")
        #expect(try await other("POST", "/rest/people", [:]).status == 201)
        try await tenant.leaveRoom(for: 1)
        #expect(try await tenant("POST", "/rest/people", [:]).status == 201)
    }

    @Test(arguments: ["/rest/batch/people", "/rest/batch/people?upsert=true"])
    func aBatchThatIsTooLargeChangesNothing(path: String) async throws {
        let tenant = try await LimitScene.shared.organization()
        try await tenant.leaveRoom(for: 4)
        let before = try await tenant("GET", "/rest/people").json["totalCount"].int
        let refused = try await tenant("POST", path, LimitedTenant.people(5))
        #expect(refused.code == "record_limit_reached")
        #expect(try await tenant("GET", "/rest/people").json["totalCount"].int == before)
        #expect(try await tenant("POST", path, LimitedTenant.people(4)).status == 201)
    }

    @Test func ofManyAtOnceAsManyAreMadeAsThereIsRoomFor() async throws {
        let tenant = try await LimitScene.shared.organization()
        try await tenant.leaveRoom(for: 6)
        let statuses = try await tenant.statuses(10) { index in
            try await tenant("POST", "/rest/batch/people", LimitedTenant.people(index % 2 + 1))
        }
        let used = try await tenant.shown(.records)
        #expect(try #require(used["used"].int) <= #require(used["limit"].int))
        #expect((statuses[201] ?? 0) >= 3 && (statuses[403] ?? 0) >= 4)
    }

    @Test func whatIsAtTheLimitCanBeReadChangedAndDeleted() async throws {
        let tenant = try await LimitScene.shared.organization()
        let made = try await tenant("POST", "/rest/people", [:]).json["data"]["createPerson"]["id"].string
        try await tenant.limit(["max_records": 1])
        #expect(try await tenant("GET", "/rest/people/\(made)").status == 200)
        #expect(try await tenant("PATCH", "/rest/people/\(made)", ["jobTitle": "CTO"]).status == 200)
        let upsert: JSONValue = [["id": .string(made), "jobTitle": "CEO"]]
        #expect(try await tenant("POST", "/rest/batch/people?upsert=true", upsert).status == 201)
        #expect(try await tenant("DELETE", "/rest/people/\(made)?soft_delete=true").status == 200)
    }

    @Test func aDeletedRecordMakesRoomAndComesBackOnlyIntoRoom() async throws {
        let tenant = try await LimitScene.shared.organization()
        let made = try await tenant("POST", "/rest/people", [:]).json["data"]["createPerson"]["id"].string
        try await tenant.leaveRoom(for: 0)
        #expect(try await tenant("POST", "/rest/people", [:]).status == 403)
        #expect(try await tenant("DELETE", "/rest/people/\(made)?soft_delete=true").status == 200)
        #expect(try await tenant("POST", "/rest/people", [:]).status == 201)
        for path in ["/rest/people/\(made)/restore", "/rest/people/restore"] {
            #expect(try await tenant("PATCH", path).code == "record_limit_reached")
        }
        let revival: JSONValue = [["id": .string(made), "jobTitle": "CEO"]]
        #expect(try await tenant("POST", "/rest/batch/people?upsert=true", revival).code == "record_limit_reached")
    }

    @Test func anImportThatIsTooLargeWritesNothing() async throws {
        let scene = try await LimitScene.shared
        let caller = try await BulkCaller.fresh(api: scene.api)
        let tenant = LimitedTenant(scene: scene, organization: caller.organization)
        let before = try await caller.totalCount
        try await tenant.leaveRoom(for: 9)
        let refused = try await caller.importing("people", BulkCaller.header + BulkCaller.people(1...10))
        #expect(refused.status == 403 && refused.code == "record_limit_reached")
        #expect(try await caller.totalCount == before)
        #expect(try await caller.get("/api/imports").json["data"][0]["failure"] == "record_limit_reached")
        #expect(try await caller.importing("people", BulkCaller.header + BulkCaller.people(1...9)).status == 200)
    }
}
