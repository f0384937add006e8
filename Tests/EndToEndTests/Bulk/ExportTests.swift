import Contracts
import Foundation
import TestSupport
import Testing

/// Exports as clients read them, through nginx.
@Suite struct BulkExportTests {
    @Test(arguments: ["csv", "jsonl"])
    func everyRecordIsInTheText(format: String) async throws {
        let caller = try await BulkCaller.fresh()
        _ = try await caller.importing("people", BulkCaller.header + BulkCaller.people(1...20_000))
        let reply = try await caller.get("/api/export/people?format=\(format)")
        #expect(reply.status == 200)
        #expect(reply.headers["content-disposition"] == "attachment; filename=\"people.\(format)\"")
        #expect(reply.headers["cache-control"] == "no-store")
        let addresses = reply.text.matches(of: /person\d+@example\.com/).map { String($0.output) }
        #expect(Set(addresses).count == 20_000)
    }

    @Test func anExportIsAnImportOfTheSameRecords() async throws {
        let (source, target) = (try await BulkCaller.fresh(), try await BulkCaller.fresh())
        _ = try await source.importing(
            "notes", "title,bodyV2.markdown\n\"a \"\"quoted\"\" title, with comma\",\"lines\nof\r\ntext\"\n= 1 + 1, spaces \n")
        let text = try await source.get("/api/export/notes").body
        let reply = try await target.importing("notes", text, query: "upsert_by=id")
        #expect(reply.status == 200, "\(reply.text)")
        let order = "ORDER BY id"
        let sql = "SELECT string_agg(concat_ws('|', id, title, \"bodyV2Markdown\"), '#' \(order)) FROM note"
        let databases = [
            try await Product.stack.database(of: source.organization), try await Product.stack.database(of: target.organization),
        ]
        let contents = try databases.map { try Product.stack.sql(sql, database: $0) }
        #expect(contents[0] == contents[1])
        #expect(contents[0].contains("= 1 + 1| spaces "))
    }

    @Test func aFilterAndAnOrderSayWhatComesAndHow() async throws {
        let caller = try await BulkCaller.fresh()
        _ = try await caller.importing("people", BulkCaller.header + BulkCaller.people(1...9))
        let filter = RecordCaller.escaped(#"jobTitle[eq]:"Imported",name.firstName[in]:["First 2","First 5","First 3"]"#)
        let order = RecordCaller.escaped("name.firstName[DescNullsLast]")
        let reply = try await caller.get("/api/export/people?format=jsonl&filter=\(filter)&order_by=\(order)")
        let names = reply.text.matches(of: /"firstName":"([^"]*)"/).map { String($0.1) }
        #expect(names == ["First 5", "First 3", "First 2"], "\(reply.text.prefix(500))")
    }

    @Test func theHeadTellsTheTypeAlone() async throws {
        let caller = try await BulkCaller.fresh()
        let reply = try await caller.api.call("HEAD", "/api/export/people", token: caller.token)
        #expect(reply.status == 200)
        #expect(reply.headers["content-type"]?.hasPrefix("text/csv") == true)
    }

    @Test func aReaderThatLeavesEndsTheExport() async throws {
        let caller = try await BulkCaller.fresh()
        _ = try await caller.importing("people", BulkCaller.header + BulkCaller.people(1...60_000))
        let stack = try Product.stack
        let database = try await stack.database(of: caller.organization)
        let active = "SELECT count(*) FROM pg_stat_activity WHERE datname = '\(database)' AND state <> 'idle'"
        do {
            let socket = try TestSocket(port: stack.port)
            try socket.write(
                Array("GET /api/export/people HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer \(caller.token)\r\n\r\n".utf8))
            try await eventually { try stack.sql(active) == "1" }
            withExtendedLifetime(socket) {}
        }
        try await eventually { try stack.sql(active) == "0" }
        #expect(try await caller.get("/rest/people?limit=1").status == 200)
    }

    @Test(arguments: [
        ("/api/export/people?format=xls", 400), ("/api/export/nonsense", 400), ("/api/export/people?filter=x", 400),
        ("/api/export/people?order_by=nothing", 400),
    ])
    func whatCannotBeExportedIsAProblem(path: String, status: Int) async throws {
        let caller = try await BulkCaller.fresh()
        let reply = try await caller.get(path)
        #expect(reply.status == status)
        #expect(!reply.code.isEmpty)
    }
}
