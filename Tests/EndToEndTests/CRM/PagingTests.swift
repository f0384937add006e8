import Contracts
import TestSupport
import Testing

@Suite struct PagingTests {
    private func page(_ call: RecordCaller, _ query: String) async throws -> ProductAPI.Reply {
        try await call("GET", "/rest/people?\(query)")
    }

    private func ids(_ page: ProductAPI.Reply) -> [String] { page.json["data"]["people"].elements.map { $0["id"].string } }

    @Test(arguments: RecordCaller.prefixes)
    func walkingForwardShowsEveryRecordOnce(prefix: String) async throws {
        let call = try await RecordCaller.shared
        var seen: [String] = []
        var query = "limit=2"
        while true {
            let page = try await call("GET", "\(prefix)/people?\(query)")
            seen += ids(page)
            #expect(page.json["totalCount"].int == 5)
            #expect(page.json["pageInfo"]["hasPreviousPage"] == false)
            guard page.json["pageInfo"]["hasNextPage"] == true else { break }
            query = "limit=2&starting_after=\(RecordCaller.escaped(page.json["pageInfo"]["endCursor"].string))"
        }
        #expect(seen.count == 5)
        #expect(seen == seen.sorted())
    }

    @Test func walkingBackwardShowsThePagesInForwardOrder() async throws {
        let call = try await RecordCaller.shared
        let all = try await page(call, "")
        let last = RecordCaller.escaped(all.json["pageInfo"]["endCursor"].string)
        let before = try await page(call, "limit=2&ending_before=\(last)")
        #expect(ids(before) == Array(ids(all)[2...3]))
        #expect(before.json["pageInfo"]["hasPreviousPage"] == true)
        #expect(before.json["pageInfo"]["hasNextPage"] == false)
        // Twenty's own order: on a backward page the start is the last record shown.
        let first = RecordCaller.escaped(before.json["pageInfo"]["endCursor"].string)
        let rest = try await page(call, "ending_before=\(first)")
        #expect(ids(rest) == Array(ids(all)[0...1]))
        #expect(rest.json["pageInfo"]["hasPreviousPage"] == false)
    }

    @Test func aPageOfNothingStillCounts() async throws {
        let reply = try await page(RecordCaller.shared, "limit=0")
        #expect(reply.status == 200)
        #expect(
            reply.text == #"{"data":{"people":[]},"totalCount":5,"pageInfo":{"startCursor":null,"endCursor":null,"#
                + #""hasNextPage":true,"hasPreviousPage":false}}"#)
    }

    @Test func behindTheLastRecordThereIsAnEmptyPage() async throws {
        let call = try await RecordCaller.shared
        let end = RecordCaller.escaped(try await page(call, "").json["pageInfo"]["endCursor"].string)
        let reply = try await page(call, "starting_after=\(end)")
        #expect(
            reply.text == #"{"data":{"people":[]},"totalCount":5,"pageInfo":{"startCursor":null,"endCursor":null,"#
                + #""hasNextPage":false,"hasPreviousPage":false}}"#)
    }

    @Test(arguments: ["limit=60", "limit=1e1", "limit=5.0", "limit=", "limit=100000", "starting_after=", "depth=0", "unknown=1"])
    func spellingsThatTwentyTakesAreTaken(query: String) async throws {
        let reply = try await page(RecordCaller.shared, query)
        #expect(reply.status == 200)
        #expect(ids(reply).count == 5)
    }

    @Test func aCursorSurvivesAClientThatDoesNotEscapeIt() async throws {
        let call = try await RecordCaller.shared
        let first = try await page(call, "limit=1")
        let next = try await page(call, "limit=1&starting_after=\(first.json["pageInfo"]["endCursor"].string)")
        #expect(ids(next).first != ids(first).first)
        #expect(next.status == 200)
    }

    @Test func deletedRecordsAreNotCounted() async throws {
        let call = try await RecordCaller.fresh()
        let some = try await call.ids("people")
        _ = try await call("DELETE", "/rest/people/\(some[0])?soft_delete=true")
        _ = try await call("DELETE", "/rest/people/\(some[1])")
        let after = try await page(call, "")
        #expect(after.json["totalCount"].int == 3)
        #expect(ids(after) == Array(some[2...]))
    }
}
