import Contracts
import Glibc
import HTTPTypes
import Testing

@testable import HostFastCGI

extension SocketSuites {
    @Suite struct PiecewiseTests {
        private let body = Array("a body of some length".utf8)

        private func echo() throws -> RunningFront {
            try RunningFront { Response(status: .ok, body: Array($0.path.utf8) + $0.body) }
        }

        @Test func aRequestMayBeSplitAtEveryByte() async throws {
            let front = try echo()
            let client = try front.client()
            let request = FastCGIRecords.request("/split", method: "POST", body: body)
            for position in 1..<request.count {
                try client.send(request[..<position])
                sched_yield()
                try client.send(request[position...])
                #expect(try client.answer().body == Array("/split".utf8) + body, "split at \(position)")
            }
            await front.stop()
        }

        @Test func aRequestMayComeByteByByte() async throws {
            let front = try echo()
            let client = try front.client()
            for byte in FastCGIRecords.request("/slow", method: "POST", body: body) { try client.send([byte]) }
            #expect(try client.answer().body == Array("/slow".utf8) + body)
            await front.stop()
        }

        @Test func aPipelinedRequestIsAnsweredInItsTurn() async throws {
            let front = try echo()
            let client = try front.client()
            try client.send(FastCGIRecords.request("/first") + FastCGIRecords.request("/second", method: "POST", body: body))
            #expect(try client.answer().text == "/first")
            #expect(try client.answer().body == Array("/second".utf8) + body)
            await front.stop()
        }

        @Test func anAbortThatComesTooLateIsPassedOver() async throws {
            let front = try echo()
            let client = try front.client()
            #expect(try client.exchange(FastCGIRecords.request("/one")).text == "/one")
            #expect(try client.exchange(FastCGIRecords.abort + FastCGIRecords.request("/two")).text == "/two")
            try client.send(FastCGIRecords.abort.prefix(3))
            #expect(try client.exchange(FastCGIRecords.abort.dropFirst(3) + FastCGIRecords.request("/three")).text == "/three")
            await front.stop()
        }

        @Test func streamsMayComeInTinyRecords() async throws {
            let front = try echo()
            let pairs = FastCGIRecords.pairs([("REQUEST_METHOD", "PUT"), ("REQUEST_URI", "/tiny")])
            let request =
                FastCGIRecords.begin() + FastCGIRecords.stream(4, pairs, size: 3) + FastCGIRecords.stream(5, body, size: 1)
            #expect(try front.client().exchange(request).body == Array("/tiny".utf8) + body)
            await front.stop()
        }
    }
}
