import Contracts
import TestSupport
import Testing

/// Lists of objects and fields: cursors are plain ids, the largest first.
@Suite struct MetadataPageTests {
    @Test(arguments: ["objects", "fields"])
    func aWalkSeesEachOnceFromTheLargestIDOn(collection: String) async throws {
        let call = MetadataCaller(records: try await .shared)
        var seen: [String] = []
        var cursor = ""
        var total = 0
        repeat {
            let page = try await call("GET", "\(collection)?limit=90\(cursor)")
            #expect(page.json.memberNames == ["data", "pageInfo", "totalCount"])
            #expect(page.json["pageInfo"].memberNames == ["hasNextPage", "startCursor", "endCursor"])
            let ids = page.json["data"].elements.map { $0["id"].string }
            #expect(page.json["pageInfo"]["startCursor"].string == ids.first)
            #expect(page.json["pageInfo"]["endCursor"].string == ids.last)
            seen += ids
            total = page.json["totalCount"].int ?? 0
            cursor = page.json["pageInfo"]["hasNextPage"] == true ? "&starting_after=\(ids.last ?? "")" : ""
        } while !cursor.isEmpty
        #expect(seen.count == total)
        #expect(seen == seen.sorted(by: >))
        #expect(Set(seen).count == total)
    }

    @Test func aPageBeforeACursorEndsWhereItBegan() async throws {
        let call = MetadataCaller(records: try await .shared)
        let ids = try await call("GET", "objects?limit=10").json["data"].elements.map { $0["id"].string }
        let before = try await call("GET", "objects?limit=3&ending_before=\(ids[7])")
        #expect(before.json["data"].elements.map { $0["id"].string } == Array(ids[4..<7]))
        #expect(before.json["pageInfo"]["hasNextPage"] == true)
        let first = try await call("GET", "objects?limit=3&ending_before=\(ids[2])")
        #expect(first.json["data"].elements.map { $0["id"].string } == Array(ids[..<2]))
    }

    @Test(arguments: [
        ("limit=x", "limit 'x' is invalid. Should be an integer"),
        ("limit=1&limit=2", "limit '1,2' is invalid. Should be an integer"), ("starting_after=x", "Invalid cursor: x"),
        ("starting_after=\(RefusalTests.unknown)&ending_before=\(RefusalTests.unknown)", "Cannot provide both before and after"),
    ])
    func badPagesAreRefused(query: String, message: String) async throws {
        let call = MetadataCaller(records: try await .shared)
        let reply = try await call("GET", "objects?\(query)")
        #expect(reply.status == 400)
        #expect(reply.json["messages"].elements == [.string(message)])
    }

    @Test func standardFieldsAreShownAsTwentyShowsThem() async throws {
        let call = MetadataCaller(records: try await .shared)
        let fields = try await call.object("opportunity")["fields"].elements
        let stage = try #require(fields.first { $0["name"] == "stage" })
        #expect(stage["defaultValue"] == "'NEW'")
        #expect(stage["options"].elements.map { $0["value"].string } == ["NEW", "SCREENING", "MEETING", "PROPOSAL", "CUSTOMER"])
        #expect(stage["options"][0].memberNames == ["id", "label", "value", "color", "position"])
        let created = try #require(fields.first { $0["name"] == "createdBy" })
        #expect(created["defaultValue"] == ["name": "'System'", "source": "'MANUAL'"])
        #expect(fields.first { $0["name"] == "createdAt" }?["defaultValue"] == "now")
    }
}
