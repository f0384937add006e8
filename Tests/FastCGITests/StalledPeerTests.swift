import Contracts
import Glibc
import HTTPTypes
import Testing

@testable import HostFastCGI

extension SocketSuites {
    @Suite struct StalledPeerTests {
        /// The 99th percentile of 1,000 exchanges on one connection.
        private func percentile99(_ client: FastCGIClient) throws -> Duration {
            let request = FastCGIRecords.request()
            return try (0..<1_000).map { _ in
                let start = ContinuousClock.now
                _ = try client.exchange(request)
                return ContinuousClock.now - start
            }.sorted()[989]
        }

        /// Compared with a front that has no such peers in alternating series, the best of each: a machine that others use makes
        /// single series slower, never faster.
        @Test func peersThatStallMidRecordDoNotSlowOthers() async throws {
            let (calm, beset) = (try RunningFront(reactors: 1), try RunningFront(reactors: 1, readTimeout: .seconds(60)))
            let (alone, among) = (try calm.client(), try beset.client())
            let request = FastCGIRecords.request(method: "POST", body: [UInt8](repeating: 1, count: 5_000))
            let stalled = try [4, 12, 60, 200, 3_000].map { count in (count, try beset.client()) }
            for (count, peer) in stalled { try peer.send(request.prefix(count)) }
            let series = try (0..<7).map { _ in (alone: try percentile99(alone), among: try percentile99(among)) }
            let best = (alone: try #require(series.map(\.alone).min()), among: try #require(series.map(\.among).min()))
            #expect(best.among < best.alone * 2)
            for (count, peer) in stalled { #expect(try peer.exchange(Array(request.dropFirst(count))).status == 200) }
            await calm.stop()
            await beset.stop()
        }

        @Test func aStalledPeerCostsNoCPU() async throws {
            let front = try RunningFront(reactors: 1, readTimeout: .milliseconds(500)) { _ in
                var time = timespec()
                clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
                return Response(status: .ok, body: Array("\(time.tv_sec * 1_000_000_000 + time.tv_nsec)".utf8))
            }
            let (client, peer) = (try front.client(), try front.client())
            try peer.send(FastCGIRecords.request().prefix(20))
            let before = try #require(Int(try client.exchange(FastCGIRecords.request()).text))
            try await Task.sleep(for: .milliseconds(300))
            let after = try #require(Int(try client.exchange(FastCGIRecords.request()).text))
            #expect(after - before < 100_000_000)
            await front.stop()
        }

        @Test func aLargeAnswerToASlowReaderHoldsUpNobody() async throws {
            let large = [UInt8](repeating: 7, count: 20 << 20)
            let front = try RunningFront(reactors: 1) { request in
                Response(status: .ok, body: request.path == "/large" ? large : Array("small".utf8))
            }
            let slow = try front.client()
            let other = try front.client()
            try slow.send(FastCGIRecords.request("/large"))
            for _ in 0..<200 {
                #expect(try other.exchange(FastCGIRecords.request()).text == "small")
            }
            #expect(try slow.answer().body == large)
            await front.stop()
        }

        @Test func aReaderThatStopsIsGivenUp() async throws {
            let front = try RunningFront(writeTimeout: .milliseconds(50)) { _ in
                Response(status: .ok, body: [UInt8](repeating: 7, count: 4 << 20))
            }
            let stopped = try front.client()
            try stopped.send(FastCGIRecords.request())
            #expect(await RunningFront.eventually { front.server.statistics.openConnections == 1 })
            #expect(await RunningFront.eventually { front.server.statistics.openConnections == 0 })
            await front.stop()
        }

        @Test func aPeerThatNeverReadsBlocksNobody() async throws {
            let front = try RunningFront(reactors: 1) { _ in Response(status: .ok, body: [UInt8](repeating: 7, count: 4_000)) }
            let mute = try front.client()
            for _ in 0..<100 { try mute.send(FastCGIRecords.request()) }
            #expect(try front.client().exchange(FastCGIRecords.request()).status == 200)
            for _ in 0..<100 { #expect(try mute.answer().body.count == 4_000) }
            await front.stop()
        }

        @Test func twoThousandIdleConnectionsAreKept() async throws {
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            limit.rlim_cur = min(limit.rlim_max, 8_192)
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            let front = try RunningFront()
            let (memory, threads) = (ProcessFigures.residentBytes, ProcessFigures.threads)
            let idle = try (0..<2_000).map { _ in try front.client() }
            for client in idle { #expect(try client.exchange(FastCGIRecords.request()).status == 200) }
            #expect(front.server.statistics.openConnections == 2_000)
            #expect(ProcessFigures.residentBytes - memory < 2_000 * 16_384)
            #expect(ProcessFigures.threads <= threads)
            for client in idle { #expect(try client.exchange(FastCGIRecords.request()).status == 200) }
            await front.stop()
        }
    }
}
