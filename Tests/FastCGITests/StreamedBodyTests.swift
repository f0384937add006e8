import Contracts
import HTTPTypes
import Synchronization
import Testing

@testable import HostFastCGI

extension SocketSuites {
    @Suite struct StreamedBodyTests {
        /// Answers with the length of the body and of its longest piece, or with what reading it threw.
        private static let count: @Sendable (Request) async -> Response = { request in
            var total = 0
            var longest = 0
            do {
                for try await piece in request.bodyStream {
                    total += piece.count
                    longest = max(longest, piece.count)
                }
                return Response(status: .ok, body: Array("\(total) \(longest)".utf8))
            } catch {
                return Response(status: .badRequest, body: Array("\(error)".utf8))
            }
        }

        private static func head(length: Int?) -> [UInt8] {
            var parameters = [("REQUEST_METHOD", "POST"), ("REQUEST_URI", "/")]
            if let length { parameters.append(("CONTENT_LENGTH", "\(length)")) }
            return FastCGIRecords.begin() + FastCGIRecords.parameters(parameters)
        }

        @Test func aBodyOfAnySizeComesInSmallPiecesAndTheConnectionStays() async throws {
            let front = try RunningFront(maxBodyBytes: 1_000, streamedBodyLimit: .max, Self.count)
            let client = try front.client()
            for size in [3_000_000, 100, 200_000] {
                let answer = try client.exchange(FastCGIRecords.request(method: "POST", body: [UInt8](repeating: 2, count: size)))
                let figures = answer.text.split(separator: " ").compactMap { Int($0) }
                #expect(figures.first == size)
                #expect(figures.last ?? .max <= 16_384)
            }
            await front.stop()
        }

        @Test func aBodyOfUnknownLengthEndsWithItsLastRecord() async throws {
            let front = try RunningFront(streamedBodyLimit: .max, Self.count)
            let client = try front.client()
            try client.send(Self.head(length: nil))
            try client.send(FastCGIRecords.record(5, [1, 2, 3]))
            try client.send(FastCGIRecords.record(5, [4, 5]) + FastCGIRecords.record(5))
            #expect(try client.answer().text.hasPrefix("5 "))
            await front.stop()
        }

        @Test func whatTheHandlerDoesNotReadStopsThePeer() async throws {
            let gate = Mutex(false)
            let front = try RunningFront(
                streamedBodyLimit: .max,
                { request in
                    _ = await RunningFront.eventually { gate.withLock { $0 } }
                    return await Self.count(request)
                })
            let client = try front.client()
            try client.send(Self.head(length: nil))
            var accepted = 0
            let record = FastCGIRecords.record(5, [UInt8](repeating: 2, count: 32_760))
            while client.sendNow(record) == record.count { accepted += record.count }
            #expect(accepted < 2_000_000)
            gate.withLock { $0 = true }
            await front.stop()
        }

        @Test(arguments: [
            (Int?.some(10), [FastCGIRecords.record(5, [1, 2])], "stalled"), (nil, [], "stalled"),
            (nil, [FastCGIRecords.input([UInt8](repeating: 1, count: 51))], "tooLarge"),
            (51, [FastCGIRecords.record(5, [1])], "tooLarge"), (2, [FastCGIRecords.input([1, 2, 3])], "otherLength"),
            (4, [FastCGIRecords.input([1, 2, 3])], "otherLength"),
        ])
        func aBodyThatIsNotAsItShouldBeIsTold(length: Int?, body: [[UInt8]], fault: String) async throws {
            let hasBegun = Mutex(false)
            let front = try RunningFront(
                readTimeout: .milliseconds(500), streamedBodyLimit: 50,
                { request in
                    hasBegun.withLock { $0 = true }
                    return await Self.count(request)
                })
            let client = try front.client()
            try client.send(Self.head(length: length))
            // A small body that is there with its head is taken with it.
            #expect(await RunningFront.eventually { hasBegun.withLock { $0 } })
            for record in body { try client.send(record) }
            #expect(try client.answer().text == fault)
            await front.stop()
        }

        @Test func aSlowBodyIsTakenAsLongAsItMoves() async throws {
            let front = try RunningFront(readTimeout: .milliseconds(200), streamedBodyLimit: .max, Self.count)
            let client = try front.client()
            try client.send(Self.head(length: 6))
            for _ in 0..<6 {
                try await Task.sleep(for: .milliseconds(80))
                try client.send(FastCGIRecords.record(5, [7]))
            }
            #expect(try client.exchange(FastCGIRecords.record(5)).text == "6 1")
            await front.stop()
        }

        @Test func anAnswerToABodyThatWasNotReadArrivesAndEndsTheConnection() async throws {
            let front = try RunningFront(streamedBodyLimit: .max) { _ in Response(status: .forbidden) }
            let client = try front.client()
            try client.send(Self.head(length: nil) + FastCGIRecords.record(5, [UInt8](repeating: 2, count: 50_000)))
            #expect(try client.answer().status == 403)
            #expect(client.isClosedByServer())
            await front.stop()
        }

        @Test func bytesThatLookLikeAnAbortAreTheHandlers() async throws {
            let front = try RunningFront(
                streamedBodyLimit: .max,
                { request in
                    try? await Task.sleep(for: .milliseconds(100))
                    return Task.isCancelled ? Response(status: .badRequest) : await Self.count(request)
                })
            let client = try front.client()
            try client.send(Self.head(length: nil))
            try await Task.sleep(for: .milliseconds(30))
            // Begins with what would be the header of an abort if nobody knew the eight bytes before it.
            try client.send(FastCGIRecords.record(5, [1, 2, 0, 1, 0, 0, 0, 0] + [UInt8](repeating: 2, count: 100)))
            #expect(try client.exchange(FastCGIRecords.record(5)).text.hasPrefix("108 "))
            await front.stop()
        }

        @Test func aClientThatLeavesCancelsTheReader() async throws {
            let outcome = Mutex("")
            let front = try RunningFront(
                streamedBodyLimit: .max,
                { request in
                    let response = await Self.count(request)
                    outcome.withLock { $0 = String(decoding: response.body, as: UTF8.self) }
                    return response
                })
            do {
                let client = try front.client()
                try client.send(Self.head(length: nil) + FastCGIRecords.record(5, [1]))
            }
            #expect(await RunningFront.eventually { outcome.withLock { $0 } == "CancellationError()" })
            await front.stop()
        }
    }
}
