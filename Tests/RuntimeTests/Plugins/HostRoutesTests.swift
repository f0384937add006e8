import Contracts
import HTTPTypes
import Logging
import TestSupport
import Testing

@testable import HostRuntime

@Suite struct HostRoutesTests {
    private let state = ServiceState()

    private func ready(_ checks: ReadinessCheck...) async throws -> Response {
        try await answer("/ready", HostRoutes(checks: checks, state: state, metrics: nil))
    }

    private func answer(_ path: String, _ routes: HostRoutes) async throws -> Response {
        let pipeline = RequestPipeline(
            router: try Router([routes.group]), services: PluginServices(),
            directory: StubTenantDirectory(failure: .stale(age: .seconds(60))), databases: { _ in UnreachableDatabase() },
            settings: .init(
                maxBodyBytes: 1, requestDeadline: .seconds(5), streamDeadline: .seconds(5), baseDomain: "crm.example.com"),
            state: state,
            logger: .init(label: "test"))
        return await pipeline.respond(to: Request(method: .get, path: path, fields: [FieldNames.host: "x-y.crm.example.com"]))
    }

    @Test func readyWhenEveryCheckHolds() async throws {
        let response = try await ready(ReadinessCheck("registry") { true })
        #expect(response.status == .ok)
        #expect(response.text == #"{"status":"ready","checks":{"serving":"ok","registry":"ok"}}"#)
    }

    @Test func oneFailingCheckIsEnoughToBeUnready() async throws {
        let response = try await ready(ReadinessCheck("registry") { true }, ReadinessCheck("directory") { false })
        #expect(response.status == .serviceUnavailable)
        #expect(response.text.contains(#""directory":"failing""#))
    }

    @Test func aDrainingHostIsNotReady() async throws {
        state.advance(to: .draining)
        #expect(try await ready().status == .serviceUnavailable)
    }

    @Test func metricsAnswerUnlessTheyAreOff() async throws {
        let on = HostRoutes(checks: [], state: state) { Array("up 1\n".utf8) }
        #expect(try await answer("/metrics", on).text == "up 1\n")
        let off = HostRoutes(checks: [], state: state, metrics: nil)
        #expect(try await answer("/metrics", off).status == .notFound)
    }

    @Test func thereIsNoWayBackToServing() {
        state.advance(to: .draining)
        state.advance(to: .serving)
        #expect(state.phase == .draining)
    }
}
