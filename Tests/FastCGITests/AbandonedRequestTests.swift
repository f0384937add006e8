import Contracts
import Glibc
import HTTPTypes
import Synchronization
import Testing

@testable import HostFastCGI

extension SocketSuites {
    @Suite struct AbandonedRequestTests {
        /// Runs for ten seconds unless it is cancelled, and says so.
        private final class LongHandler: Sendable {
            let hasBegun = Atomic(false)
            let cancelledAt = Mutex(ContinuousClock.Instant?.none)

            func respond() async -> Response {
                hasBegun.store(true, ordering: .relaxed)
                do { try await Task.sleep(for: .seconds(10)) } catch { cancelledAt.withLock { $0 = .now } }
                return Response(status: .ok)
            }
        }

        @Test func aPeerThatLeavesCancelsItsHandler() async throws {
            let handler = LongHandler()
            let front = try RunningFront { _ in await handler.respond() }
            var client: FastCGIClient? = try front.client()
            try client?.send(FastCGIRecords.request())
            #expect(await RunningFront.eventually { handler.hasBegun.load(ordering: .relaxed) })
            let left = ContinuousClock.now
            client = nil
            #expect(await RunningFront.eventually { handler.cancelledAt.withLock { $0 } != nil })
            let cancelledAt = try #require(handler.cancelledAt.withLock { $0 })
            #expect(cancelledAt - left < .milliseconds(200))
            #expect(await RunningFront.eventually { front.server.statistics.openConnections == 0 })
            await front.stop()
        }

        @Test func anAbortRecordCancelsItsHandler() async throws {
            let handler = LongHandler()
            let front = try RunningFront { _ in await handler.respond() }
            let client = try front.client()
            try client.send(FastCGIRecords.request())
            #expect(await RunningFront.eventually { handler.hasBegun.load(ordering: .relaxed) })
            let sent = ContinuousClock.now
            try client.send(FastCGIRecords.abort)
            #expect(await RunningFront.eventually { handler.cancelledAt.withLock { $0 } != nil })
            let cancelledAt = try #require(handler.cancelledAt.withLock { $0 })
            #expect(cancelledAt - sent < .milliseconds(200))
            await front.stop()
        }

        @Test func aPeerThatLeavesMidRequestLeavesNothingBehind() async throws {
            let front = try RunningFront()
            for count in [1, 8, 20, 60] {
                try front.client().send(FastCGIRecords.request().prefix(count))
            }
            #expect(try front.client().exchange(FastCGIRecords.request()).status == 200)
            #expect(await RunningFront.eventually { front.server.statistics.openConnections == 0 })
            await front.stop()
        }
    }
}
