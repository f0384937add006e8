import Contracts
import Foundation
import TestSupport
import Testing

/// Much, slowly, and in pieces.
@Suite struct HandOffTransferTests {
    private static let size = 50 << 20
    /// Of 50 MB of zeroes.
    private static let digest = "8565a714dca840f8652c5bae9249ab05f5fb5a4f9f13fbe23304b10f68252da2"

    private func memory(of tenant: HandOffTenant) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(tenant.stack.pid(of: "host-1"))/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
    }

    @Test func fiftyMegabytesGoUpPastTheHost() async throws {
        let tenant = try await HandOffTenant.make()
        let before = try memory(of: tenant)
        let answer = try await tenant.stack.client.send(
            "POST", "/files/upload",
            headers: [
                ("Authorization", "Bearer \(tenant.organization.accessToken)"), ("Content-Type", "application/octet-stream"),
            ],
            body: [UInt8](repeating: 0, count: Self.size))
        let echo = try JSONParser.parse(answer.body)
        #expect(echo["length"].int == Self.size)
        #expect(echo["sha256"].string == Self.digest)
        #expect(try memory(of: tenant) - before < 20_000)
    }

    @Test func fiftyMegabytesComeDown() async throws {
        let answer = try await HandOffTenant.make()("GET", "/files/big?do=download&bytes=\(Self.size)")
        #expect(answer.body.count == Self.size)
        #expect(stride(from: 0, to: Self.size, by: 65_537).allSatisfy { answer.body[$0] == UInt8($0 % 256) })
    }

    @Test func moreThanTheLimitIsRefusedBeforeAnybodyIsAsked() async throws {
        let tenant = try await HandOffTenant.make()
        let headers = [("Authorization", "Bearer \(tenant.organization.accessToken)"), ("Content-Length", "70000000")]
        let answer = try await tenant.stack.client.send("POST", "/graphql", headers: headers)
        #expect(answer.status == 413)
        #expect(answer.headers["content-type"] == "application/problem+json")
    }

    @Test func anEventArrivesBeforeTheNextIsSent() async throws {
        let tenant = try await HandOffTenant.make()
        let name = UUID().uuidString
        let stream = try OpenStream(tenant, "/graphql?do=events&name=\(name)")
        let first = stream.read(until: "data: first")
        #expect(first.contains("text/event-stream") && first.contains("data: first"))
        #expect(!first.contains("data: last"))
        try await HandOffTenant.server.release(name)
        #expect(stream.read(until: "data: last").contains("data: last"))
    }

    @Test func aSlowServerSlowsNoNativePath() async throws {
        let tenant = try await HandOffTenant.make()
        let slow = (0..<100).map { _ in Task { try await tenant("GET", "/files/a?do=sleep&seconds=4").status } }
        try await eventually { try await HandOffTenant.server.seen("do=sleep").count >= 100 }
        let began = ContinuousClock.now
        for _ in 0..<20 { #expect(try await tenant("GET", "/rest/people").status == 200) }
        #expect(began.duration(to: .now) < .seconds(3))
        #expect(slow.allSatisfy { !$0.isCancelled })
        for task in slow { #expect(try await task.value == 200) }
    }
}
