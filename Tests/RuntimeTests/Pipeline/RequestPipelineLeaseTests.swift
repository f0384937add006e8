import Contracts
import HTTPTypes
import Synchronization
import TestSupport
import Testing

@testable import HostRuntime

/// A host whose lease runs out while it works on a request: it may have stood still since it let the caller in.
@Suite struct RequestPipelineLeaseTests {
    private final class Lease: Sendable {
        let isHeld = Atomic(true)

        func lapse() { isHeld.store(false, ordering: .relaxed) }
    }

    /// Takes the pieces of a streamed answer in place of a front.
    private final class Output: ResponseOutput, ResponseWriter {
        let pieces = Mutex<[String]>([])

        func send(_ response: Response, to request: Request) async throws -> Int {
            try await response.stream?(self)
            return 0
        }

        func write(_ piece: [UInt8]) async throws { pieces.withLock { $0.append(String(decoding: piece, as: UTF8.self)) } }
    }

    private let lease = Lease()

    private func stage(_ handler: @escaping @Sendable () throws -> Response) -> PipelineStage {
        var stage = PipelineStage()
        stage.holdsLease = { [lease] in lease.isHeld.load(ordering: .relaxed) }
        stage.routes = [
            Route(.get, "/data", .tenant(minimum: .viewer) { _, _ in try handler() }, options: RouteOptions(isStreamed: true)),
            Route(.get, "/admin", .platform(minimum: .operator) { _, _ in try handler() }),
            Route(.get, "/maybe", .optionalTenant { _, _ in try handler() }),
            PipelineStage.openRoute { _, _ in try handler() },
        ]
        return stage
    }

    @Test(arguments: ["/data", "/admin", "/maybe"])
    func whatWasMadeUnderALapsedLeaseIsNotAnswered(path: String) async throws {
        let stage = stage { [lease] in
            lease.lapse()
            return PipelineStage.text("secret")
        }
        let response = try await stage.get(path, bearer: path == "/admin" ? nil : "acme", key: path == "/admin" ? "ops" : nil)
        #expect(response.code == "registry_unavailable" && response.status == .serviceUnavailable)
        #expect(stage.witness.observations.map(\.code) == [.registryUnavailable])
    }

    @Test func noErrorTellsOfWhoMayNotBeServedAnyMore() async throws {
        let stage = stage { [lease] in
            lease.lapse()
            throw LifecycleError.slugTaken
        }
        #expect(try await stage.get("/data", bearer: "acme").code == "registry_unavailable")
    }

    @Test func whatConcernsNobodyIsAnsweredWithoutALease() async throws {
        let stage = stage { PipelineStage.text("open") }
        lease.lapse()
        #expect(try await stage.get("/open").text == "open")
        #expect(try await stage.get("/maybe").text == "open")
        #expect(try await stage.get("/nowhere").code == "route_not_found")
    }

    @Test func aStreamBreaksOffWhereTheLeaseEnds() async throws {
        let stage = stage { [lease] in
            Response(status: .ok, fields: [:]) { writer in
                try await writer.write(Array("first".utf8))
                lease.lapse()
                try await writer.write(Array("second".utf8))
            }
        }
        let output = Output()
        let request = Request(method: .get, path: "/data", fields: [.authorization: "Bearer acme"], id: "r-1")
        let response = try await stage.pipeline().respond(to: request, through: output)
        #expect(output.pieces.withLock { $0 } == ["first"])
        #expect(response.code == "registry_unavailable")
    }
}
