import Synchronization
import Testing

@testable import ProvisioningPlugin

@Suite struct ChunkPipeTests {
    private struct Broken: Error {}

    @Test func allChunksComeInTheirOrder() async throws {
        let pipe = ChunkPipe()
        async let received = pipe.reduce(into: [UInt8]()) { $0 += $1 }
        for byte in 0..<200 { try await pipe.send([UInt8(byte)]) }
        pipe.finish()
        #expect(try await received == Array(0..<200))
    }

    @Test func whoSendsWaitsForWhoReads() async throws {
        let pipe = ChunkPipe()
        let sent = Mutex(0)
        let sender = Task {
            for _ in 0..<100 {
                try await pipe.send([0])
                sent.withLock { $0 += 1 }
            }
            pipe.finish()
        }
        try await Task.sleep(for: .milliseconds(50))
        #expect(sent.withLock { $0 } < 10)
        for try await _ in pipe {}
        try await sender.value
    }

    @Test(.timeLimit(.minutes(1))) func eitherEndBreaksItForBoth() async throws {
        let pipe = ChunkPipe()
        let sender = Task { while true { try await pipe.send([0]) } }
        pipe.fail(Broken())
        await #expect(throws: Broken.self) { try await sender.value }
        await #expect(throws: Broken.self) { for try await _ in pipe {} }
    }
}
