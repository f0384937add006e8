import Contracts
import HTTPTypes
import Synchronization
import Testing

@testable import HostFastCGI

extension SocketSuites {
    @Suite struct StreamedAnswerTests {
        struct Failure: Error {}

        /// A front whose answers are streamed as the host's pipeline does it.
        private static func front(
            writeTimeout: Duration = .seconds(5), onFailure: @escaping @Sendable () -> Void = {},
            _ stream: @escaping @Sendable (any ResponseWriter) async throws -> Void
        ) throws -> RunningFront {
            try RunningFront(
                writeTimeout: writeTimeout,
                streaming: { request, output in
                    let response = Response(status: .ok, fields: [.contentType: "text/csv"], stream: stream)
                    guard request.path == "/" else { return Response(status: .ok, body: Array("plain".utf8)) }
                    do {
                        if request.method != .head { _ = try await output.send(response, to: request) }
                        return response
                    } catch {
                        onFailure()
                        return Response(status: .internalServerError)
                    }
                })
        }

        @Test func piecesBecomeOneBodyWithoutALengthAndTheConnectionStays() async throws {
            let front = try Self.front { writer in
                for number in 0..<100 { try await writer.write([UInt8](repeating: UInt8(number), count: 70_000)) }
            }
            let client = try front.client()
            let answer = try client.exchange(FastCGIRecords.request())
            #expect(answer.status == 200)
            #expect(answer.body == (0..<100).flatMap { [UInt8](repeating: UInt8($0), count: 70_000) })
            #expect(!answer.head.lowercased().contains("content-length"))
            #expect(try client.exchange(FastCGIRecords.request("/plain")).text == "plain")
            await front.stop()
        }

        @Test func aStreamOfNothingIsAnEmptyBody() async throws {
            let front = try Self.front { _ in }
            let answer = try front.client().exchange(FastCGIRecords.request())
            #expect(answer.status == 200)
            #expect(answer.body == [])
            await front.stop()
        }

        @Test func theHeadAloneAnswersHEAD() async throws {
            let front = try Self.front { try await $0.write([1]) }
            let answer = try front.client().exchange(FastCGIRecords.request(method: "HEAD"))
            #expect(answer.head.contains("text/csv"))
            #expect(answer.body == [])
            await front.stop()
        }

        @Test func aFailureBeforeTheFirstPieceIsAnsweredAsSuch() async throws {
            let front = try Self.front { _ in throw Failure() }
            #expect(try front.client().exchange(FastCGIRecords.request()).status == 500)
            await front.stop()
        }

        @Test func aFailureLaterBreaksTheAnswerOff() async throws {
            let front = try Self.front { writer in
                try await writer.write([1, 2, 3])
                throw Failure()
            }
            let client = try front.client()
            try client.send(FastCGIRecords.request())
            #expect(throws: FastCGIClient.Failure.self) { try client.answer() }
            await front.stop()
        }

        @Test func aReaderThatStandsStillEndsTheProducer() async throws {
            let hasFailed = Mutex(false)
            let front = try Self.front(
                writeTimeout: .milliseconds(50), onFailure: { hasFailed.withLock { $0 = true } },
                { writer in while true { try await writer.write([UInt8](repeating: 1, count: 65_536)) } })
            let client = try front.client()
            try client.send(FastCGIRecords.request())
            #expect(await RunningFront.eventually { hasFailed.withLock { $0 } })
            withExtendedLifetime(client) {}
            await front.stop()
        }

        @Test func aReaderThatLeavesEndsTheProducer() async throws {
            let hasFailed = Mutex(false)
            let front = try Self.front(
                onFailure: { hasFailed.withLock { $0 = true } },
                { writer in
                    while true {
                        try await writer.write([1])
                        try await Task.sleep(for: .milliseconds(5))
                    }
                })
            do {
                let client = try front.client()
                try client.send(FastCGIRecords.request())
                _ = try client.record()
            }
            #expect(await RunningFront.eventually { hasFailed.withLock { $0 } })
            await front.stop()
        }
    }
}
