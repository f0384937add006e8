import Contracts
import HTTPTypes
import Synchronization
import TestSupport
import Testing

@testable import HostRuntime

@Suite struct RequestPipelineStreamTests {
    /// Takes a streamed answer in place of a front.
    private final class Output: ResponseOutput, ResponseWriter {
        private let bytes = Mutex<[UInt8]>([])
        var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

        func send(_ response: Response, to request: Request) async throws -> Int {
            try await response.stream?(self)
            return bytes.withLock(\.count)
        }

        func write(_ piece: [UInt8]) async throws { bytes.withLock { $0 += piece } }
    }

    private let output = Output()
    private let request = Request(method: .get, path: "/data", fields: [.authorization: "Bearer acme"], id: "r-1")

    private static func stage(
        _ stream: @escaping @Sendable (any ResponseWriter) async throws -> Void
    ) -> PipelineStage {
        var stage = PipelineStage()
        stage.routes = [
            Route(
                .get, "/data", .tenant(minimum: .viewer) { _, _ in Response(status: .ok, fields: [:], stream: stream) },
                options: RouteOptions(isStreamed: true))
        ]
        return stage
    }

    @Test func aStreamRunsUnderItsOwnDeadlineAndItsLengthIsReported() async throws {
        let stage = Self.stage { writer in
            let deadline = RequestScope.current?.deadline ?? .now
            try await writer.write(Array((deadline > .now + .seconds(31) ? "long" : "short").utf8))
        }
        _ = try await stage.pipeline().respond(to: request, through: output)
        #expect(output.text == "long")
        #expect(stage.witness.observations.map(\.bytes) == [4])
    }

    @Test func aStreamTakesUpTheTenantsAllowanceUntilItsEnd() async throws {
        let during = Mutex<String?>(nil)
        let again = Mutex<(@Sendable () async -> Response)?>(nil)
        var stage = Self.stage { _ in
            let response = await again.withLock { $0 }?()
            during.withLock { $0 = response?.code }
        }
        stage.acme = .sample("acme", plan: Plan(name: "one", isSelfService: true, limits: TenantLimits(concurrentRequests: 1)))
        let pipeline = try stage.pipeline()
        again.withLock { $0 = { [request, output] in await pipeline.respond(to: request, through: output) } }
        _ = await pipeline.respond(to: request, through: output)
        #expect(during.withLock { $0 } == "tenant_busy")
        #expect(await pipeline.respond(to: request, through: output).status == .ok)
    }

    @Test func whatAStreamThrowsIsMappedAndReported() async throws {
        let stage = Self.stage { _ in throw PoolError.tooManyWaiters }
        let response = try await stage.pipeline().respond(to: request, through: output)
        #expect(response.code == "pool_exhausted")
        #expect(stage.witness.observations.map(\.code) == [.poolExhausted])
    }

    @Test func headRunsNoStream() async throws {
        let stage = Self.stage { try await $0.write([1]) }
        let head = Request(method: .head, path: "/data", fields: request.fields)
        #expect(try await stage.pipeline().respond(to: head, through: output).status == .ok)
        #expect(output.text.isEmpty)
    }

    @Test(arguments: [(Int?.none, HTTPResponse.Status.ok), (64, .contentTooLarge)])
    func onlyTheRoutesOwnLimitHoldsForItsBody(limit: Int?, status: HTTPResponse.Status) async throws {
        var stage = PipelineStage()
        stage.routes = [PipelineStage.tenantRoute(options: RouteOptions(maxBodyBytes: limit, isStreamed: true))]
        #expect(try await stage.get("/data", bearer: "acme", body: Array(repeating: 0, count: 65)).status == status)
        #expect(try stage.pipeline().streamedBodyLimit(of: request) == limit ?? .max)
    }

    @Test func otherRoutesHaveTheirBodiesWhole() throws {
        #expect(try PipelineStage().pipeline().streamedBodyLimit(of: request) == nil)
        #expect(try PipelineStage().pipeline().streamedBodyLimit(of: Request(method: .get, path: "/nowhere")) == nil)
    }
}
