import Glibc
import Synchronization
import Testing

@testable import HostReactor

@Suite struct BlockingLaneTests {
    @Test func aJobRunsAndItsTaskGoesOnAtHome() async throws {
        let group = try ReactorGroup(count: 1)
        let lane = try BlockingLane(threads: 1, maxQueued: 4)
        defer {
            lane.shutDown()
            group.shutDown()
        }
        let places = try await Task(executorPreference: group.reactors[0]) {
            let inside = try await lane.run { Reactor.current?.index }
            return [inside, Reactor.current?.index]
        }.value
        #expect(places == [nil, 0])
    }

    /// A second shut-down must not close the lane's descriptor again, which by then may be another's.
    @Test func shuttingDownTwiceClosesNothingTwice() async throws {
        let lane = try BlockingLane(threads: 2, maxQueued: 4)
        try await lane.run {}
        lane.shutDown()
        let pair = try SocketPair()
        lane.shutDown()
        #expect(pair.isOpen)
        await #expect(throws: LaneError.full) { try await lane.run {} }
    }

    /// Only the lane's own threads do: whoever made it keeps its rank.
    @Test(arguments: [0, 10] as [Int32])
    func itsThreadsStandBack(niceness: Int32) async throws {
        let before = ownNiceness()
        let lane = try BlockingLane(threads: 1, maxQueued: 1, niceness: niceness)
        defer { lane.shutDown() }
        let inside = try await lane.run { ownNiceness() }
        #expect(inside == min(before + niceness, 19))
    }

    @Test func oneMoreThanMayWaitIsRefused() async throws {
        let lane = try BlockingLane(threads: 1, maxQueued: 1)
        defer { lane.shutDown() }
        let gate = Gate()
        await withTaskGroup(of: Bool.self) { tasks in
            for _ in 0..<8 {
                tasks.addTask {
                    do {
                        try await lane.run { gate.wait() }
                        return false
                    } catch {
                        return error as? LaneError == .full
                    }
                }
            }
            let firstRefused = await tasks.next()
            gate.open()
            #expect(firstRefused == true)
        }
    }
}

/// Of the calling thread.
private func ownNiceness() -> Int32 { getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) }

/// Holds threads up until it is opened.
private final class Gate: Sendable {
    private let isOpen = Atomic(false)

    func wait() { while !isOpen.load(ordering: .acquiring) {} }
    func open() { isOpen.store(true, ordering: .releasing) }
}
