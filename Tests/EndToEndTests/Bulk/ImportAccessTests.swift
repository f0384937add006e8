import Contracts
import Foundation
import TestSupport
import Testing

/// Who may import, and what an import takes from others.
@Suite struct BulkAccessTests {
    @Test func nobodyImportsOrExportsWithoutAToken() async throws {
        let api = try Product.api
        #expect(try await api.call("POST", "/api/import/people").status == 401)
        #expect(try await api.call("GET", "/api/export/people").status == 401)
        #expect(try await api.call("GET", "/api/imports").status == 401)
    }

    @Test func aLargeBodyIsRefusedWithoutBeingRead() async throws {
        let answer = try await Product.api.client.send(
            "POST", "/api/import/people", headers: [("Content-Type", "text/csv")], body: [UInt8](repeating: 97, count: 3_000_000))
        #expect(answer.status == 401)
    }

    @Test func anotherTenantsImportIsNotFound() async throws {
        let (mine, other) = (try await BulkCaller.fresh(), try await BulkCaller.fresh())
        let id = try await mine.importing("people", "jobTitle\nx\n").json["data"]["id"].string
        #expect(try await mine.get("/api/imports/\(id)").status == 200)
        #expect(try await other.get("/api/imports/\(id)").code == "import_not_found")
        #expect(try await other.get("/api/imports").json["data"].elements.isEmpty)
    }

    @Test func slowImportsHoldNeitherConnectionsNorOtherRequestsUp() async throws {
        let caller = try await BulkCaller.fresh()
        let ids = (0..<12).map { _ in UUID().uuidString.lowercased() }
        let sockets = try ids.enumerated().map { place, id in
            try caller.begin(id: id, BulkCaller.header + BulkCaller.people(place * 10 + 1...place * 10 + 5))
        }
        try await eventually { try await caller.get("/api/imports").json["data"].elements.count == ids.count }
        for _ in 0..<20 {
            let start = ContinuousClock.now
            #expect(try await caller.get("/rest/people").status == 200)
            #expect(start.duration(to: .now) < .seconds(2))
        }
        for socket in sockets { try socket.write(Array("0\r\n\r\n".utf8)) }
        try await eventually { try await caller.totalCount == 65 }
        withExtendedLifetime(sockets) {}
    }
}
