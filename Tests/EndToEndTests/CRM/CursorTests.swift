import Contracts
import Foundation
import TestSupport
import Testing

@Suite struct CursorTests {
    private func page(_ query: String) async throws -> ProductAPI.Reply {
        try await QueryFixture.shared.call("GET", "/rest/people?\(query)")
    }

    private func titles(_ page: ProductAPI.Reply) -> [String] {
        page.json["data"]["people"].elements.map { $0["jobTitle"].string }
    }

    /// What a cursor says of its record before the id.
    @Test(arguments: [
        ("", "{"), ("position", #"{"position":1,"#), ("position[DescNullsLast]", #"{"position":4,"#),
        ("jobTitle[AscNullsLast]", #"{"jobTitle":"100%_sure","#), ("jobTitle", #"{"jobTitle":null,"#),
        ("name.lastName,name.firstName", #"{"name":{"lastName":"Doe","firstName":"Ada"},"#),
        ("createdAt", #"{"createdAt":"2026-03-09T08:15:30.250Z","#),
        ("company.name[AscNullsLast],position", #"{"company":{"name":"Zeta Air"},"position":1,"#),
    ])
    func cursorHasTheKeysOfTheOrder(order: String, head: String) async throws {
        let first = try await page("limit=1&order_by=\(RecordCaller.escaped(order))")
        let text = first.json["pageInfo"]["endCursor"].string
        let json = String(decoding: try #require(Data(base64Encoded: text)), as: UTF8.self)
        #expect(json == head + #""id":"\#(first.json["data"]["people"].elements[0]["id"].string)"}"#)
        #expect(first.json["pageInfo"]["startCursor"].string == text)
    }

    @Test(arguments: [
        "position", "jobTitle", "jobTitle[DescNullsLast]", "company.name[DescNullsLast],position[DescNullsLast]", "createdAt",
    ])
    func pagesFollowEachOtherBothWays(order: String) async throws {
        let order = "order_by=\(RecordCaller.escaped(order))"
        let all = titles(try await page(order))
        let first = try await page("limit=2&\(order)")
        let end = RecordCaller.escaped(first.json["pageInfo"]["endCursor"].string)
        let second = try await page("limit=2&\(order)&starting_after=\(end)")
        #expect(titles(first) + titles(second) == all)
        #expect(second.json["pageInfo"]["hasNextPage"] == false)
        // On a page before a cursor the start is the last record shown.
        let last = RecordCaller.escaped(second.json["pageInfo"]["endCursor"].string)
        let before = try await page("limit=2&\(order)&ending_before=\(last)")
        #expect(titles(before) == Array(all[1...2]))
        #expect(before.json["pageInfo"]["hasPreviousPage"] == true)
        #expect(before.json["totalCount"].int == 4)
    }

    /// A client may make a cursor of what it knows; a key that it leaves out decides nothing.
    @Test(arguments: [
        (#"{"position":2}"#, ["100%_sure", ""]),
        (#"{"position":0,"id":"20202020-1c25-4d02-bf25-6aeccf7ea419"}"#, ["Pilot", "Co-pilot", "100%_sure", ""]),
    ])
    func cursorMayBeMadeByTheClient(json: String, expected: [String]) async throws {
        let cursor = RecordCaller.escaped(Data(json.utf8).base64EncodedString())
        #expect(titles(try await page("order_by=position&starting_after=\(cursor)")) == expected)
    }
}
