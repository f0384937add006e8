import Contracts
import Synchronization
import Testing

@testable import ProvisioningPlugin

@Suite struct CreationGateTests {
    /// Comes in and stays until `leave` is finished.
    private func occupy(_ gate: CreationGate) async -> (stay: Task<Void, any Error>, leave: AsyncStream<Void>.Continuation) {
        let (entered, entrance) = AsyncStream<Void>.makeStream()
        let (stay, leave) = AsyncStream<Void>.makeStream()
        let task = Task {
            try await gate.pass {
                entrance.finish()
                for await _ in stay {}
            }
        }
        for await _ in entered {}
        return (task, leave)
    }

    @Test func oneMoreThanMayWaitIsRefused() async throws {
        let gate = CreationGate(limit: 1, maxWaiting: 0)
        try await gate.pass {
            _ = await #expect(throws: SignUpError.busy) { try await gate.pass {} }
        }
    }

    @Test func aFailedCreationLeavesItsPlace() async throws {
        let gate = CreationGate(limit: 1, maxWaiting: 0)
        await #expect(throws: LifecycleError.noServer) { try await gate.pass { throw LifecycleError.noServer } }
        try await gate.pass {}
    }

    @Test func neverMoreAreInsideThanMayAndAllHaveTheirTurn() async throws {
        let gate = CreationGate(limit: 3, maxWaiting: 50)
        let (inside, most, turns) = (Atomic(0), Mutex(0), Atomic(0))
        try await withThrowingTaskGroup { group in
            for _ in 0..<50 {
                group.addTask {
                    try await gate.pass {
                        let count = inside.add(1, ordering: .relaxed).newValue
                        most.withLock { $0 = max($0, count) }
                        await Task.yield()
                        inside.subtract(1, ordering: .relaxed)
                        turns.add(1, ordering: .relaxed)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(most.withLock { $0 } <= 3)
        #expect(turns.load(ordering: .relaxed) == 50)
    }

    @Test func whoIsCancelledWhileWaitingLeavesTheLine() async throws {
        let gate = CreationGate(limit: 1, maxWaiting: 1)
        let (first, leave) = await occupy(gate)
        let waiting = Task { try await gate.pass {} }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        // The one place in the line is free again, and so is the one inside.
        let next = Task { try await gate.pass {} }
        leave.finish()
        try await first.value
        try await next.value
    }
}
