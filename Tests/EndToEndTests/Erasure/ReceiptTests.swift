import Contracts
import Foundation
import TestSupport
import Testing

/// What whoever asked for an erasure is handed, and what can be done with it.
@Suite struct ReceiptTests {
    private static func erase() async throws -> JSONValue {
        let owner = try await Product.api.signUp()
        let reply = try await Product.api.call(
            "DELETE", "/api/admin/tenants/\(owner.tenantID)", operatorKey: Product.operatorKey)
        guard reply.status == 200 else { throw UnexpectedReply(reply) }
        return reply.json["data"]
    }

    private static func get(_ path: String) async throws -> ProductAPI.Reply {
        try await Product.api.call("GET", "/api/admin/receipts" + path, operatorKey: Product.operatorKey)
    }

    @Test func aReceiptIsFoundByItsIDAndByItsTenants() async throws {
        let receipt = try await Self.erase()
        #expect(try await Self.get("/" + receipt["receipt_id"].string).json["data"] == receipt)
        #expect(try await Self.get("/" + receipt["tenant_id"].string).json["data"] == receipt)
        #expect(try await Self.get("?limit=200").json["data"]["receipts"].elements.contains(receipt))
        let document = try JSONParser.parse(Array(receipt["document"].string.utf8))
        #expect(document["requested_by"] == "operator:first")
        #expect(document["erased"]["account"] == 1 && document["erased"]["database"] == 1 && document["erased"]["membership"] == 1)
    }

    @Test func thePagesFollowEachOther() async throws {
        for _ in 0..<2 { _ = try await Self.erase() }
        let first = try await Self.get("?limit=1").json["data"]
        let second = try await Self.get("?limit=1&before=\(first["next_before"].string)").json["data"]
        #expect(first["receipts"][0] != second["receipts"][0] && second["receipts"].elements.count == 1)
    }

    @Test func anUnknownOrMalformedReceiptIsRefused() async throws {
        #expect(try await Self.get("/\(UUID().uuidString)").code == "receipt_not_found")
        #expect(try await Self.get("/x").code == "invalid_identifier")
        #expect(try await Self.get("?before=x").code == "validation_failed")
    }

    /// Nothing of ours is needed to verify a receipt: its document, its signature and the public key.
    @Test func openSSLVerifiesAReceipt() async throws {
        let receipt = try await Self.erase()
        let key = try Product.stack.command(["receipts", "key"])
        let signature = try #require(Base64.url.decode(receipt["signature"].string))
        let folder = FileManager.default.temporaryDirectory.appending(path: "receipt-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(key.utf8).write(to: folder.appending(path: "key.pem"))
        try Data(receipt["document"].string.utf8).write(to: folder.appending(path: "document"))
        try Data(signature).write(to: folder.appending(path: "signature"))
        let verdict = try Product.stack.shell(
            """
            cd '\(folder.path)'
            openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in document -sigfile signature
            """)
        #expect(verdict == "Signature Verified Successfully")
    }

    @Test func receiptsAreVerifiedOnTheCommandLine() async throws {
        let receipt = try await Self.erase()
        let lines = try Product.stack.command(["receipts", "list"]).split(separator: "\n")
        #expect(lines.contains { $0.contains(receipt["receipt_id"].string) && $0.contains(receipt["tenant_id"].string) })
        let file = FileManager.default.temporaryDirectory.appending(path: "receipts-\(UUID().uuidString).jsonl").path
        defer { unlink(file) }
        let text = try Product.stack.command(["receipts", "list", "--json"])
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try Product.stack.command(["receipts", "verify", file]).hasPrefix("The receipts hold: "))
        try text.replacing("operator:first", with: "operator:other").write(toFile: file, atomically: true, encoding: .utf8)
        let failure = #expect(throws: StackFailure.self) { try Product.stack.command(["receipts", "verify", file]) }
        guard case .command(_, _, let output) = failure else { return }
        #expect(output.hasSuffix(" was altered: its signature does not hold\n"))
    }
}
