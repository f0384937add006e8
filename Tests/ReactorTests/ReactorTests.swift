import Glibc
import Testing

@testable import HostReactor

@Suite struct ReactorTests {
    @Test func tasksRunAndContinueOnTheirReactor() async throws {
        let group = try ReactorGroup(count: 2)
        defer { group.shutDown() }
        for reactor in group.reactors {
            let places = await Task(executorPreference: reactor) {
                let before = Reactor.current?.index
                await Task.yield()
                return [before, Reactor.current?.index]
            }.value
            #expect(places == [reactor.index, reactor.index])
        }
    }

    @Test func sleepersWakeInTheOrderOfTheirDeadlines() async throws {
        let group = try ReactorGroup(count: 1)
        defer { group.shutDown() }
        let start = ContinuousClock.now
        let woken = await withTaskGroup(of: Int.self) { tasks in
            for delay in [30, 10, 20] {
                tasks.addTask(executorPreference: group.reactors[0]) {
                    try? await group.reactors[0].sleep(until: start + .milliseconds(delay))
                    return delay
                }
            }
            return await tasks.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(woken == [10, 20, 30])
        #expect(ContinuousClock.now - start >= .milliseconds(30))
    }

    @Test func aWaitEndsWhenBytesArrive() async throws {
        let pipe = try SocketPair()
        let group = try ReactorGroup(count: 1)
        defer { group.shutDown() }
        let watch = try DescriptorWatch(pipe.left, on: group.reactors[0])
        defer { watch.end() }
        let waiting = Task(executorPreference: group.reactors[0]) { try await watch.wait(for: .readable) }
        pipe.send("x")
        try await waiting.value
    }

    @Test func aWaitEndsAtItsDeadline() async throws {
        let pipe = try SocketPair()
        let group = try ReactorGroup(count: 1)
        defer { group.shutDown() }
        let watch = try DescriptorWatch(pipe.left, on: group.reactors[0])
        defer { watch.end() }
        await #expect(throws: ReadinessError.timedOut) {
            try await watch.wait(for: .readable, until: .now + .milliseconds(5))
        }
    }

    @Test func aCancelledTaskWaitsNoLonger() async throws {
        let pipe = try SocketPair()
        let group = try ReactorGroup(count: 1)
        defer { group.shutDown() }
        let watch = try DescriptorWatch(pipe.left, on: group.reactors[0])
        defer { watch.end() }
        let waiting = Task(executorPreference: group.reactors[0]) { try await watch.wait(for: .readable) }
        waiting.cancel()
        await #expect(throws: ReadinessError.cancelled) { try await waiting.value }
    }

    @Test func aWatchMovesToTheReactorThatWaits() async throws {
        let pipe = try SocketPair()
        let group = try ReactorGroup(count: 2)
        defer { group.shutDown() }
        let watch = try DescriptorWatch(pipe.left, on: group.reactors[0])
        defer { watch.end() }
        let waiting = Task(executorPreference: group.reactors[1]) {
            try await watch.wait(for: .readable)
            return Reactor.current?.index
        }
        pipe.send("x")
        #expect(try await waiting.value == 1)
    }

    @Test func bytesThatNobodyWaitsForAreToldAndCanStillBeWaitedFor() async throws {
        let pipe = try SocketPair()
        let group = try ReactorGroup(count: 1)
        defer { group.shutDown() }
        let watch = try DescriptorWatch(pipe.left, on: group.reactors[0])
        defer { watch.end() }
        let (told, teller) = AsyncStream.makeStream(of: Void.self)
        watch.onUnawaitedInput { teller.yield() }
        pipe.send("x")
        for await _ in told { break }
        try await watch.wait(for: .readable, until: .now + .seconds(5))
    }

    /// Bytes that are left unread must not keep the reactor's thread awake.
    @Test func unreadBytesCostNoCPU() async throws {
        let pipe = try SocketPair()
        let group = try ReactorGroup(count: 1)
        defer { group.shutDown() }
        let watch = try DescriptorWatch(pipe.left, on: group.reactors[0])
        defer { watch.end() }
        pipe.send("x")
        pipe.closeRight()
        let spent = try await Task(executorPreference: group.reactors[0]) {
            let before = threadNanoseconds()
            try await group.reactors[0].sleep(until: .now + .milliseconds(200))
            return threadNanoseconds() - before
        }.value
        #expect(spent < 100_000_000)
    }

    private func threadNanoseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    @Test func aHangUpIsTold() async throws {
        let pipe = try SocketPair()
        let group = try ReactorGroup(count: 1)
        defer { group.shutDown() }
        let watch = try DescriptorWatch(pipe.left, on: group.reactors[0])
        defer { watch.end() }
        await withCheckedContinuation { continuation in
            watch.onHangUp { continuation.resume() }
            pipe.closeRight()
        }
    }
}
