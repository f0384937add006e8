import Contracts
import Foundation
import TestSupport
import Testing

/// Imports that do not come to their end leave nothing behind but a job that says so.
@Suite(.serialized) struct BulkAbortTests {
    private static func stagingTables(_ stack: TestStack, _ database: String) throws -> String {
        try stack.sql("SELECT count(*) FROM pg_class WHERE relname LIKE 'import\\_%' AND relkind = 'r'", database: database)
    }

    @Test func aClientThatLeavesEndsItsImport() async throws {
        let caller = try await BulkCaller.fresh()
        let id = UUID().uuidString.lowercased()
        do {
            let socket = try caller.begin(id: id, BulkCaller.header + BulkCaller.people(1...20_000))
            try await caller.waitForRows(of: id, atLeast: 1)
            withExtendedLifetime(socket) {}
        }
        try await eventually { try await caller.get("/api/imports/\(id)").json["data"]["state"].string == "failed" }
        let job = try await caller.get("/api/imports/\(id)").json["data"]
        #expect(job["failure"].string == "import_abandoned")
        let stack = try Product.stack
        let database = try await stack.database(of: caller.organization)
        try await eventually { try Self.stagingTables(stack, database) == "0" }
        #expect(try await caller.totalCount == 5)
    }

    @Test func aBodyThatStopsComingIsGivenUp() async throws {
        let settings = try SettingsCopy()
        try settings.set("read_timeout_ms", to: "500")
        let stack = try TestStack(environment: settings.environment)
        defer { stack.stop() }
        let caller = try await BulkCaller.fresh(api: ProductAPI(stack.client))
        let id = UUID().uuidString.lowercased()
        let socket = try caller.begin(id: id, BulkCaller.header + BulkCaller.people(1...10))
        let answer = String(decoding: try socket.readToEnd(), as: UTF8.self)
        #expect(answer.contains("request_timeout"))
        #expect(try await caller.get("/api/imports/\(id)").json["data"]["failure"].string == "request_timeout")
    }

    @Test func aKilledHostsImportIsDeclaredDeadAfterItsLease() async throws {
        let stack = try TestStack()
        defer { stack.stop() }
        let caller = try await BulkCaller.fresh(api: ProductAPI(stack.client))
        let id = UUID().uuidString.lowercased()
        let socket = try caller.begin(id: id, BulkCaller.header + BulkCaller.people(1...20_000))
        try await caller.waitForRows(of: id, atLeast: 1)
        try await stack.end("host-1", by: SIGKILL)
        try stack.start()
        withExtendedLifetime(socket) {}
        #expect(try await caller.get("/api/imports/\(id)").json["data"]["state"].string == "loading")
        let database = try await stack.database(of: caller.organization)
        try stack.sql("UPDATE core.\"job\" SET \"leaseUntil\" = now() - interval '1 second'", database: database)
        let job = try await caller.get("/api/imports/\(id)").json["data"]
        #expect(job["state"].string == "failed")
        #expect(job["failure"].string == "import_abandoned")
        #expect(try Self.stagingTables(stack, database) == "0")
        #expect(try await caller.totalCount == 5)
    }
}
