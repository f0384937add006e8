import Contracts
import Foundation
import TestSupport
import Testing

/// Cursors as clients send them, good and bad, beside the orders that they belong to.
@Suite struct CursorSpellingTests {
    private func page(_ order: String, _ parameter: String, _ cursor: String) async throws -> ProductAPI.Reply {
        let order = order.isEmpty ? "" : "order_by=\(RecordCaller.escaped(order))&"
        return try await Specimen.shared.call("GET", "/rest/specimens?\(order)\(parameter)=\(cursor)")
    }

    private func escaped(_ json: String) -> String { RecordCaller.escaped(Data(json.utf8).base64EncodedString()) }

    /// What the cursor of the record `b` is made of, in each order.
    @Test(arguments: [
        ("", ""), ("position", #""position":3,"#), ("position[DescNullsLast]", #""position":3,"#), ("id", ""),
        ("text", #""text":"banana","#), ("count", #""count":2,"#), ("precise", #""precise":2.25,"#), ("flag", #""flag":true,"#),
        ("day", #""day":"2026-02-10","#), ("moment", #""moment":"2026-02-10T10:00:00.000Z","#), ("grade", #""grade":"HIGH","#),
        ("stars", #""stars":"RATING_2","#), ("tags", #""tags":["HIGH"],"#), ("words", #""words":["three"],"#),
        ("mark", #""mark":"20000000-0000-4000-8000-000000000000","#),
        ("companyId", #""companyId":"00000000-0000-4000-8000-000000000009","#),
        ("fullName.lastName", #""fullName":{"lastName":"Cole"},"#),
        ("fullName.lastName,text,fullName.firstName", #""fullName":{"lastName":"Cole","firstName":"Bob"},"text":"banana","#),
        ("price.amountMicros", #""price":{"amountMicros":2000000},"#),
    ])
    func cursorHasTheKeysOfTheOrderThenTheID(order: String, keys: String) async throws {
        let filter = order.isEmpty ? "" : "order_by=\(RecordCaller.escaped(order))&"
        let reply = try await Specimen.shared.call("GET", "/rest/specimens?\(filter)filter=name[eq]:b")
        let cursor = reply.json["pageInfo"]["endCursor"].string
        #expect(reply.json["pageInfo"]["startCursor"].string == cursor)
        let expected = "{\(keys)\"id\":\"\(Specimen.id(3))\"}"
        #expect(cursor == Data(expected.utf8).base64EncodedString())
    }

    @Test(arguments: ["", "position", "text[DescNullsLast]", "company.name[AscNullsLast]", "moment[DescNullsFirst]"])
    func pagesAtTheEndsAreEmpty(order: String) async throws {
        let whole = try await page(order, "limit", "5")
        let (start, end) = (whole.json["pageInfo"]["startCursor"].string, whole.json["pageInfo"]["endCursor"].string)
        for (parameter, cursor) in [("starting_after", end), ("ending_before", start)] {
            let reply = try await page(order, parameter, RecordCaller.escaped(cursor))
            #expect(
                reply.text == #"{"data":{"specimens":[]},"totalCount":5,"pageInfo":{"startCursor":null,"endCursor":null,"#
                    + #""hasNextPage":false,"hasPreviousPage":false}}"#)
        }
    }

    @Test(arguments: ["", "position[DescNullsLast]", "text"])
    func onAPageBeforeACursorTheStartIsTheLastRecord(order: String) async throws {
        let whole = try await page(order, "limit", "5")
        let all = whole.json["data"]["specimens"].elements.map { $0["id"].string }
        let reply = try await page(order, "limit=2&ending_before", RecordCaller.escaped(whole.json["pageInfo"]["endCursor"].string))
        #expect(reply.json["data"]["specimens"].elements.map { $0["id"].string } == Array(all[2...3]))
        let cursors = ["startCursor", "endCursor"].map { Data(base64Encoded: reply.json["pageInfo"][$0].string) ?? Data() }
        #expect(String(decoding: cursors[0], as: UTF8.self).contains(all[3]))
        #expect(String(decoding: cursors[1], as: UTF8.self).contains(all[2]))
        #expect(reply.json["pageInfo"]["hasPreviousPage"] == true && reply.json["pageInfo"]["hasNextPage"] == false)
    }

    @Test(
        arguments: ["starting_after", "ending_before"],
        [
            "x", "%", "W10=", "MQ==", "bnVsbA==", "InggIg==", "eyJpZCI6", "not a cursor", "00000000-0000-4000-8000-000000000003",
            "🚀",
            "eyJpZCI6IjAwMDAwMDAwLTAwMDAtNDAwMC04MDAwLTAwMDAwMDAwMDAwMyJ9eA==",
        ])
    func whatIsNoCursorIsQuoted(parameter: String, cursor: String) async throws {
        let reply = try await page("", parameter, RecordCaller.escaped(cursor))
        #expect(reply.status == 400)
        #expect(reply.text == RefusalTests.Refusal("", "", bad: "Invalid cursor: \(cursor)").answer)
    }

    private static let id = #""id":"00000000-0000-4000-8000-000000000003""#

    @Test(arguments: [
        ("", "{}", "Invalid cursor"), ("", #"{"foo":1}"#, "Field metadata not found for key: foo"),
        ("", #"{"foo":1,\#(id)}"#, "Field metadata not found for key: foo"), ("", #"{"position":1,\#(id)}"#, "Invalid cursor"),
        ("text", #"{"position":1,\#(id)}"#, "Invalid cursor"), ("", #"{"id":1}"#, "Invalid cursor"),
        ("", #"{"id":"x"}"#, "Invalid cursor"),
        ("", #"{"id":null}"#, "Invalid cursor"), ("position", #"{"position":"3",\#(id)}"#, "Invalid cursor"),
        ("position", #"{"position":null,\#(id)}"#, "Invalid cursor"), ("text", #"{"text":1,\#(id)}"#, "Invalid cursor"),
        ("flag", #"{"flag":"true",\#(id)}"#, "Invalid cursor"), ("moment", #"{"moment":"soon",\#(id)}"#, "Invalid cursor"),
        ("day", #"{"day":"soon",\#(id)}"#, "Invalid cursor"),
        ("fullName.lastName", #"{"fullName":"Cole",\#(id)}"#, "Invalid cursor"),
        ("fullName.lastName", #"{"lastName":"Cole",\#(id)}"#, "Field metadata not found for key: lastName"),
        ("companyId", #"{"companyId":"x",\#(id)}"#, "Invalid cursor"), ("companyId", #"{"company":{},\#(id)}"#, "Invalid cursor"),
        ("tags", #"{"tags":"HIGH",\#(id)}"#, "Invalid cursor"),
    ])
    func cursorsOfAnotherOrderAreRefused(order: String, json: String, message: String) async throws {
        for parameter in ["starting_after", "ending_before"] {
            let reply = try await page(order, parameter, escaped(json))
            #expect(reply.status == 400)
            #expect(reply.text == RefusalTests.Refusal("", "", code: "INVALID_CURSOR", message).answer)
        }
    }

    @Test(arguments: [
        ("", #"{"id":"00000000-0000-4000-8000-000000000003"}"#, ["n1", "n2"]), ("position", #"{"position":3}"#, ["n1", "n2"]),
        ("position", #"{"position":2.5,\#(id)}"#, ["b", "n1", "n2"]),
        ("", #"{ "id" : "00000000-0000-4000-8000-00000000FFFF" }"#, []),
        ("text", #"{"text":"avocado",\#(id)}"#, ["b"]), ("text", #"{"text":null,\#(id)}"#, ["n1", "n2", "a1", "a2", "b"]),
        ("grade[DescNullsLast]", #"{"grade":"HIGH",\#(id)}"#, ["a1", "a2", "n1", "n2"]),
    ])
    func cursorsThatAClientMadeAreTaken(order: String, json: String, names: [String]) async throws {
        let reply = try await page(order, "starting_after", escaped(json))
        #expect(reply.status == 200)
        #expect(reply.json["data"]["specimens"].elements.map { $0["name"].string } == names)
    }
}
