import Contracts
import Foundation
import TestSupport
import Testing

/// The settings of nginx that bound the hand-off, in a stack of their own.
@Suite(.serialized) struct HandOffLimitTests {
    /// The one certificate that this stack's nginx trusts, and its server.
    private static let trusted = Result { try TestCertificate(name: "crm.acme.example") }
    private static let secure = Result { try TwentyStandIn(certificate: trusted.get()) }
    private static let started = Result {
        try TestStack(environment: [
            "UPSTREAM_TIMEOUT": "1s", "UPSTREAM_CONNECTIONS": "3", "HAND_OFF_MAX_BODY": "1m",
            "UPSTREAM_CA": trusted.get().file, "RESOLVER": "127.0.0.1:\(secure.get().namePort)",
        ])
    }

    @Test func aServerThatProvesItsNameIsReached() async throws {
        let url = "https://crm.acme.example:\(try Self.secure.get().port)"
        let echo = try await HandOffTenant.make(url, on: Self.started.get())("GET", "/files/a")
        #expect(echo.status == 200)
        #expect(echo.json["fields"]["host"].string == url.dropFirst(8))
    }

    /// Whoever owns a name can have it point at a machine that nginx reaches and they do not.
    @Test func aNameThatPointsElsewhereReachesNobody() async throws {
        let foreign = try TwentyStandIn(certificate: TestCertificate(name: "crm.acme.example"))
        let plain = try TwentyStandIn()
        let stack = try Self.started.get()
        let ports = [
            ("crm.acme.example", foreign.port), ("other.example", try Self.secure.get().port), ("crm.acme.example", plain.port),
        ]
        for (name, port) in ports {
            let tenant = try await HandOffTenant.make("https://\(name):\(port)", on: stack)
            #expect(try await tenant("GET", "/files/marker").code == "crm_upstream_unreachable", "\(name)")
        }
        #expect(try await plain.seen("marker").isEmpty)
    }

    @Test func aServerThatIsSilentForTooLongIsAProblem() async throws {
        let tenant = try await HandOffTenant.make(on: Self.started.get())
        let reply = try await tenant("GET", "/files/a?do=sleep&seconds=5")
        #expect(reply.status == 504)
        #expect(reply.code == "crm_upstream_timeout")
        #expect(try await tenant("GET", "/files/a?do=sleep&seconds=0.3").status == 200)
    }

    @Test func oneTenantTakesNoMoreConnectionsThanItMay() async throws {
        let stack = try Self.started.get()
        let (busy, other) = (try await HandOffTenant.make(on: stack), try await HandOffTenant.make(on: stack))
        let name = UUID().uuidString
        let streams = try (0..<3).map { _ in try OpenStream(busy, "/graphql?do=events&name=\(name)") }
        for stream in streams { _ = stream.read(until: "data: first") }
        let refused = try await busy("GET", "/files/a")
        #expect(refused.status == 503)
        #expect(refused.code == "crm_upstream_busy")
        #expect(try await busy("GET", "/rest/people").status == 200)
        #expect(try await other("GET", "/files/a").status == 200)
        try await HandOffTenant.server.release(name)
        for stream in streams { _ = stream.read(until: "data: last") }
        try await eventually { try await busy("GET", "/files/a").status == 200 }
    }

    @Test func theLimitOfBodiesApplies() async throws {
        let tenant = try await HandOffTenant.make(on: Self.started.get())
        let text = String(repeating: "x", count: 1 << 20)
        #expect(try await tenant("POST", "/graphql", ["query": .string(text)]).code == "body_too_large")
    }
}
