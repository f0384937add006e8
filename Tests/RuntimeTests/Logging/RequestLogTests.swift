import Contracts
import HTTPTypes
import Testing

@testable import HostRuntime

@Suite struct RequestLogTests {
    private let sink = LogSink()

    private func log(_ requests: LoggedRequests) -> RequestLog {
        RequestLog(writer: LogWriter(capacity: 100_000) { [sink] in sink.write($0) }, requests: requests)
    }

    private func observation(_ status: HTTPResponse.Status, operatorKey: String? = nil) -> Observation {
        Observation(
            requestID: "r-1", method: .get, route: nil, status: status, duration: .microseconds(12_345), phases: PhaseClock(),
            bytes: 7, remoteAddress: "192.0.2.1", tenant: nil, operatorKey: operatorKey, code: nil, limit: nil, trace: nil)
    }

    @Test func aLineSaysWhatBecameOfTheRequest() throws {
        log(.all).finished(observation(.ok))
        let line = try #require(sink.lines.first)
        #expect(line["request_id"] == "r-1")
        #expect(line["status"] == .integer(200))
        #expect(line["duration_ms"] == .number(JSONNumber(12.345) ?? JSONNumber(0)))
        #expect(line["remote"] == "192.0.2.1")
    }

    @Test(arguments: [(LoggedRequests.all, 3), (.errors, 1), (.none, 0)])
    func theSettingChoosesTheRequests(requests: LoggedRequests, count: Int) {
        let log = log(requests)
        for status in [HTTPResponse.Status.ok, .notFound, .internalServerError] { log.finished(observation(status)) }
        #expect(sink.lines.count == count)
    }

    @Test func theUseOfAnOperatorKeyIsAlwaysOnRecord() throws {
        log(.none).finished(observation(.ok, operatorKey: "night-shift"))
        #expect(try #require(sink.lines.first)["operator_key"] == "night-shift")
    }

    @Test func nothingThatTheClientWroteIsInTheLine() async throws {
        let stage = PipelineStage()
        let request = Request(
            method: .get, path: "/data", query: "email=q-secret", fields: [.authorization: "Bearer acme", .cookie: "c-secret"],
            body: Array("b-secret".utf8), id: "r-1")
        _ = try await stage.pipeline().respond(to: request)
        log(.all).finished(try #require(stage.witness.observations.first))
        let line = try #require(sink.lines.first)
        #expect(line["tenant"] == .string(stage.acme.id.description))
        #expect(line["route"] == "/data")
        #expect(!String(decoding: JSONWriter.encode(.object(line)), as: UTF8.self).contains("secret"))
    }

    @Test func theCallersTraceIsCarried() async throws {
        let stage = PipelineStage()
        let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
        _ = try await stage.get("/open", fields: [.traceparent: "00-\(trace)-00f067aa0ba902b7-01"])
        log(.all).finished(try #require(stage.witness.observations.first))
        #expect(try #require(sink.lines.first)["trace_id"] == .string(trace))
    }
}
