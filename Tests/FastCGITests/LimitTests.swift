import Contracts
import HTTPTypes
import Testing

@testable import HostFastCGI

extension SocketSuites {
    @Suite struct LimitTests {
        @Test func parametersBeyondTheLimitAre431() async throws {
            let front = try RunningFront(maxParameterBytes: 2_000)
            let client = try front.client()
            let answer = try client.exchange(
                FastCGIRecords.request(adding: [("HTTP_COOKIE", String(repeating: "c", count: 2_000))]))
            #expect(answer.status == 431)
            #expect(answer.text.hasPrefix("headers_too_large"))
            #expect(client.isClosedByServer())
            await front.stop()
        }

        @Test func aBodyOfExactlyTheLimitIsTaken() async throws {
            let front = try RunningFront(maxBodyBytes: 100_000) { Response(status: .ok, body: Array("\($0.body.count)".utf8)) }
            let body = [UInt8](repeating: 1, count: 100_000)
            #expect(try front.client().exchange(FastCGIRecords.request(method: "POST", body: body)).text == "100000")
            await front.stop()
        }

        @Test func oneByteMoreIs413() async throws {
            let front = try RunningFront(maxBodyBytes: 100_000)
            let client = try front.client()
            let answer = try client.exchange(
                FastCGIRecords.request(method: "POST", body: [UInt8](repeating: 1, count: 100_001)))
            #expect(answer.status == 413)
            #expect(client.isClosedByServer())
            await front.stop()
        }

        @Test func anAnnouncedLengthIsRefusedBeforeTheBodyComes() async throws {
            let front = try RunningFront(maxBodyBytes: 100)
            let parameters = [("REQUEST_METHOD", "POST"), ("REQUEST_URI", "/"), ("CONTENT_LENGTH", "101"), ("REQUEST_ID", "r-9")]
            let answer = try front.client().exchange(FastCGIRecords.begin() + FastCGIRecords.parameters(parameters))
            #expect(answer.status == 413)
            #expect(answer.text == "body_too_large r-9")
            await front.stop()
        }

        @Test func aBodyWithoutALengthIsCounted() async throws {
            let front = try RunningFront(maxBodyBytes: 100)
            let parameters = [("REQUEST_METHOD", "POST"), ("REQUEST_URI", "/")]
            let body = FastCGIRecords.input([UInt8](repeating: 1, count: 101))
            let answer = try front.client().exchange(FastCGIRecords.begin() + FastCGIRecords.parameters(parameters) + body)
            #expect(answer.status == 413)
            await front.stop()
        }

        @Test func theAnswerArrivesThoughTheBodyIsStillBeingSent() async throws {
            let front = try RunningFront(maxBodyBytes: 1_000)
            let client = try front.client()
            try client.send(FastCGIRecords.request(method: "POST", body: [UInt8](repeating: 1, count: 2_000_000)))
            #expect(try client.answer().status == 413)
            await front.stop()
        }

        @Test(arguments: [Array(FastCGIRecords.request(body: [1, 2, 3]).dropLast(9)), FastCGIRecords.begin()])
        func aRequestThatStaysIncompleteIs408(beginning: [UInt8]) async throws {
            let front = try RunningFront(readTimeout: .milliseconds(50))
            let client = try front.client()
            #expect(try client.exchange(beginning).status == 408)
            #expect(client.isClosedByServer())
            await front.stop()
        }

        @Test func aConnectionOverTheLimitIs503AndOthersGoOn() async throws {
            let front = try RunningFront(maxConnections: 2)
            let kept = [try front.client(), try front.client()]
            for client in kept { #expect(try client.exchange(FastCGIRecords.request()).status == 200) }
            let third = try front.client()
            #expect(try third.exchange(FastCGIRecords.request()).status == 503)
            #expect(third.isClosedByServer())
            for client in kept { #expect(try client.exchange(FastCGIRecords.request()).status == 200) }
            await front.stop()
        }

        @Test(arguments: [
            [("REQUEST_METHOD", "BAD METHOD")], [("REQUEST_METHOD", "")], [("REQUEST_URI", "*")], [("CONTENT_LENGTH", "-1")],
            [("CONTENT_LENGTH", "1x")], [("CONTENT_LENGTH", "5")], [("CONTENT_LENGTH", "99999999999999999999")],
        ])
        func aRequestThatMakesNoSenseIs400(parameters: [(String, String)]) async throws {
            let front = try RunningFront()
            let answer = try front.client().exchange(FastCGIRecords.request(adding: parameters))
            #expect(answer.status == 400)
            #expect(answer.text == "malformed_request test-1")
            await front.stop()
        }
    }
}
