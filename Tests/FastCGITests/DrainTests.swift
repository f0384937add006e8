import Contracts
import HTTPTypes
import Synchronization
import Testing

@testable import HostFastCGI

extension SocketSuites {
    @Suite struct DrainTests {
        @Test func aRequestInProgressIsFinishedAndThenItsConnectionCloses() async throws {
            let hasBegun = Atomic(false)
            let front = try RunningFront { _ in
                hasBegun.store(true, ordering: .relaxed)
                try? await Task.sleep(for: .milliseconds(100))
                return Response(status: .ok, body: Array("finished".utf8))
            }
            let client = try front.client()
            try client.send(FastCGIRecords.request())
            #expect(await RunningFront.eventually { hasBegun.load(ordering: .relaxed) })
            front.server.beginDrain()
            #expect(try client.answer().text == "finished")
            #expect(try client.record()?.kind == RecordHeader.Kind.unknownType)
            #expect(client.isClosedByServer())
            #expect(await front.server.drained(within: .seconds(1)))
            await front.stop()
        }

        @Test func idleConnectionsCloseAfterTheGrace() async throws {
            let front = try RunningFront()
            let client = try front.client()
            #expect(try client.exchange(FastCGIRecords.request()).status == 200)
            front.server.beginDrain()
            #expect(await front.server.drained(within: .seconds(1)))
            #expect(client.isClosedByServer())
            await front.stop()
        }

        @Test func aRequestOnAKeptConnectionIsAnsweredDuringTheGraceAsTheLast() async throws {
            let front = try RunningFront(drainGrace: .milliseconds(500))
            let client = try front.client()
            #expect(try client.exchange(FastCGIRecords.request()).status == 200)
            front.server.beginDrain()
            #expect(try client.exchange(FastCGIRecords.request()).status == 200)
            #expect(try client.record()?.kind == RecordHeader.Kind.unknownType)
            #expect(client.isClosedByServer())
            await front.stop()
        }

        @Test func whatHadArrivedIsAnswered() async throws {
            for _ in 0..<50 {
                let front = try RunningFront()
                let kept = try front.client()
                #expect(try kept.exchange(FastCGIRecords.request()).status == 200)
                let new = try front.client()
                for client in [kept, new] { try client.send(FastCGIRecords.request()) }
                front.server.beginDrain()
                for client in [kept, new] { #expect(try client.answer().status == 200) }
                await front.stop()
            }
        }

        @Test func aRequestThatTakesTooLongIsToldOf() async throws {
            let front = try RunningFront { _ in
                try? await Task.sleep(for: .milliseconds(300))
                return Response(status: .ok)
            }
            let client = try front.client()
            try client.send(FastCGIRecords.request())
            #expect(await RunningFront.eventually { front.server.statistics.requestsInProgress == 1 })
            front.server.beginDrain()
            #expect(await front.server.drained(within: .milliseconds(20)) == false)
            #expect(await front.server.drained(within: .seconds(2)))
            await front.stop()
        }
    }
}
