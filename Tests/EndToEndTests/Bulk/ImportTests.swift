import Contracts
import Foundation
import TestSupport
import Testing

/// Imports as clients send them, through nginx: small ones arrive in one piece, large ones are read while they come.
@Suite struct BulkImportTests {
    @Test(arguments: [3, 3_000])
    func aTextIsImportedInFull(rows: Int) async throws {
        let caller = try await BulkCaller.fresh()
        let reply = try await caller.importing("people", BulkCaller.header + BulkCaller.people(1...rows))
        #expect(reply.status == 200, "\(reply.text)")
        #expect(reply.json["data"]["inserted"].int == rows)
        #expect(try await caller.totalCount == rows + 5)
    }

    @Test func aHundredThousandRowsOfMoreBytesThanOtherRequestsMayHave() async throws {
        let caller = try await BulkCaller.fresh()
        let padding = String(repeating: "x", count: 60)
        let text = BulkCaller.header + BulkCaller.people(1...100_000, title: padding)
        #expect(text.utf8.count > 10 << 20)
        let reply = try await caller.importing("people", text)
        #expect(reply.json["data"]["inserted"].int == 100_000, "\(reply.text.prefix(500))")
        #expect(try await caller.totalCount == 100_005)
    }

    @Test func aBodyOfUnknownLengthIsImportedToo() async throws {
        let caller = try await BulkCaller.fresh()
        let id = UUID().uuidString.lowercased()
        let socket = try caller.begin(id: id, BulkCaller.header + BulkCaller.people(1...2_000))
        try socket.write(BulkCaller.chunk(BulkCaller.people(2_001...2_010)))
        try socket.write(Array("0\r\n\r\n".utf8))
        try await eventually { try await caller.get("/api/imports/\(id)").json["data"]["state"].string == "succeeded" }
        #expect(try await caller.totalCount == 2_015)
    }

    @Test func jsonLinesAreImported() async throws {
        let caller = try await BulkCaller.fresh()
        let lines = (1...2_000).map { #"{"name":{"firstName":"P\#($0)"},"emails":{"primaryEmail":"p\#($0)@example.com"}}"# + "\n" }
        let reply = try await caller.importing("people", lines.joined(), type: "application/x-ndjson")
        #expect(reply.json["data"]["inserted"].int == 2_000, "\(reply.text)")
    }

    @Test(arguments: [
        ("a\u{0}b,,,\n", 2, "name.firstName"), ("\"open,,,\n", 2, ""), ("a,b\n", 2, ""), ("a\"b,,,\n", 2, ""),
        ("\"two\nlines\",,,\nx,,no address,\n", 4, "emails"), ("\(String(repeating: "h", count: 1_100_000)),,,\n", 2, ""),
    ])
    func aFaultyRowIsToldByItsLine(rows: String, line: Int, field: String) async throws {
        let caller = try await BulkCaller.fresh()
        let reply = try await caller.importing("people", BulkCaller.header + rows)
        #expect(reply.status == 422, "\(reply.text.prefix(500))")
        #expect(reply.code == "import_rejected")
        #expect(reply.json["import"]["errors"][0]["line"].int == line)
        #expect(reply.json["import"]["errors"][0]["field"].string == field)
        #expect(try await caller.totalCount == 5)
    }

    @Test func bytesThatAreNoTextAreARowsFault() async throws {
        let caller = try await BulkCaller.fresh()
        let body = Array(BulkCaller.header.utf8) + [0x61, 0xFF, 0xFE] + Array(",,,\nGood,,,\n".utf8)
        let reply = try await caller.importing("people", body, query: "on_error=skip")
        #expect(reply.json["data"]["inserted"].int == 1, "\(reply.text)")
        #expect(reply.json["data"]["errors"][0]["field"].string == "name.firstName")
    }

    @Test func aHugeCellThatFitsIsKept() async throws {
        let caller = try await BulkCaller.fresh()
        let huge = String(repeating: "long ", count: 180_000)
        let reply = try await caller.importing("notes", "title,bodyV2.markdown\nHuge,\(huge)\n")
        #expect(reply.json["data"]["inserted"].int == 1, "\(reply.text.prefix(500))")
    }

    @Test func faultyRowsAreSkippedAndCounted() async throws {
        let caller = try await BulkCaller.fresh()
        let rows = (1...5_000).map { $0 % 10 == 0 ? "Bad,,nobody\($0),\n" : "Good,,good\($0)@example.com,\n" }.joined()
        let reply = try await caller.importing("people", BulkCaller.header + rows, query: "on_error=skip")
        let data = reply.json["data"]
        #expect(data["inserted"].int == 4_500, "\(reply.text.prefix(500))")
        #expect(data["skipped"].int == 500)
        #expect(data["error_count"].int == 500)
        #expect(data["errors"].elements.count == 100)
        #expect(data["errors"][0]["line"].int == 11)
    }

    @Test func aDryRunLeavesNothing() async throws {
        let caller = try await BulkCaller.fresh()
        let reply = try await caller.importing(
            "people", BulkCaller.header + BulkCaller.people(1...2_000), query: "dry_run=true")
        #expect(reply.json["data"]["inserted"].int == 2_000, "\(reply.text)")
        #expect(try await caller.totalCount == 5)
    }

    @Test func anImportSentAgainWithAKeyUpdates() async throws {
        let caller = try await BulkCaller.fresh()
        let query = "upsert_by=emails.primaryEmail"
        _ = try await caller.importing("people", BulkCaller.header + BulkCaller.people(1...2_000), query: query)
        let reply = try await caller.importing(
            "people", BulkCaller.header + BulkCaller.people(1_001...3_000, title: "Again"), query: query)
        #expect(reply.json["data"]["updated"].int == 1_000, "\(reply.text)")
        #expect(reply.json["data"]["inserted"].int == 1_000)
        #expect(try await caller.totalCount == 3_005)
    }

    @Test(arguments: [
        ("people", "nothing\nx\n", "", "text/csv", 400, "validation_failed"),
        ("people", "", "", "text/csv", 400, "validation_failed"),
        ("people", "jobTitle\nx\n", "", "application/json", 415, "unsupported_media_type"),
        ("people", "jobTitle\nx\n", "on_error=no", "text/csv", 400, "validation_failed"),
        ("nonsense", "jobTitle\nx\n", "", "text/csv", 400, "malformed_request"),
        ("workspaceMembers", "locale\nx\n", "", "text/csv", 403, "insufficient_role"),
    ])
    func whatCannotBeImportedIsRefused(
        objects: String, text: String, query: String, type: String, status: Int, code: String
    ) async throws {
        let caller = try await BulkCaller.fresh()
        let reply = try await caller.importing(objects, text, query: query, type: type)
        #expect(reply.status == status, "\(reply.text)")
        #expect(reply.code == code)
    }
}
