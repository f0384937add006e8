import Contracts
import HTTPTypes
import TestSupport
import Testing

@testable import HostFastCGI

extension SocketSuites {
    @Suite struct GarbageTests {
        /// Each must end its own connection, at once, and nothing else.
        private static let garbage: [[UInt8]] = [
            Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8),
            [UInt8](repeating: 0, count: 64),
            [UInt8](repeating: 0xFF, count: 70_000),
            FastCGIRecords.record(1, [0, 1, 1, 0, 0, 0, 0, 0], version: 2),
            FastCGIRecords.record(1, [0, 1, 1]),
            FastCGIRecords.record(1, [0, 1, 1, 0, 0, 0, 0, 0], id: 0),
            FastCGIRecords.begin(role: 2),
            FastCGIRecords.begin() + FastCGIRecords.begin(),
            FastCGIRecords.begin() + FastCGIRecords.record(5, [1]),
            FastCGIRecords.begin() + FastCGIRecords.record(4, [1, 1, 65, 66], id: 2),
            FastCGIRecords.begin() + FastCGIRecords.stream(4, [5, 5, 65]),
            FastCGIRecords.begin() + FastCGIRecords.abort,
            FastCGIRecords.begin() + FastCGIRecords.parameters([("A", "b")]) + FastCGIRecords.record(4, [1, 1, 65, 66]),
        ]

        @Test(arguments: garbage.indices)
        func garbageEndsItsConnectionAlone(index: Int) async throws {
            let front = try RunningFront()
            let good = try front.client()
            #expect(try good.exchange(FastCGIRecords.request()).status == 200)
            let bad = try front.client()
            try? bad.send(Self.garbage[index])
            #expect(bad.isClosedByServer())
            #expect(try good.exchange(FastCGIRecords.request()).status == 200)
            await front.stop()
        }

        /// Lengths whose sum overflows what libfcgi allocates (CVE-2025-23016).
        @Test(arguments: [[0x7F, 0xFF, 0xFF, 0xFF], [0x00, 0x10, 0x00, 0x00]] as [[UInt8]])
        func hugeParameterLengthsAreRefused(length: [UInt8]) async throws {
            let front = try RunningFront()
            let announced = [length[0] | 0x80] + length.dropFirst()
            let answer = try front.client().exchange(
                FastCGIRecords.begin() + FastCGIRecords.stream(4, announced + announced + [65, 66, 67]) + FastCGIRecords.input([]))
            #expect(answer.status == 431)
            #expect(try front.client().exchange(FastCGIRecords.request()).status == 200)
            await front.stop()
        }

        @Test func randomBytesNeverStopTheServer() async throws {
            let front = try RunningFront(readTimeout: .milliseconds(20))
            var generator = SeededGenerator(seed: 7)
            for _ in 0..<300 {
                var request = FastCGIRecords.request(method: "POST", body: [1, 2, 3], adding: [("HTTP_ACCEPT", "*/*")])
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    request[Int.random(in: 0..<request.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
                }
                try? front.client().send(request)
            }
            #expect(try front.client().exchange(FastCGIRecords.request()).status == 200)
            await front.stop()
        }
    }
}
