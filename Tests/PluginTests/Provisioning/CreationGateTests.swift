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

    /// Who is inside, and how it went.
    private final class Figures: Sendable {
        private let counts = Mutex((inside: 0, most: 0, turns: 0))

        func enter() {
            counts.withLock { counts in
                counts.inside += 1
                counts.turns += 1
                counts.most = max(counts.most, counts.inside)
            }
        }

        func leave() { counts.withLock { $0.inside -= 1 } }

        var most: Int { counts.withLock { $0.most } }
        var turns: Int { counts.withLock { $0.turns } }
    }

    @Test func neverMoreAreInsideThanMayAndAllHaveTheirTurn() async throws {
        let gate = CreationGate(limit: 3, maxWaiting: 50)
        let figures = Figures()
        try await withThrowingTaskGroup { group in
            for _ in 0..<50 {
                group.addTask {
                    try await gate.pass {
                        figures.enter()
                        await Task.yield()
                        figures.leave()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(figures.most <= 3)
        #expect(figures.turns == 50)
    }

    @Test func moreThanAQuarterOfThePlacesAreBusy() async throws {
        let gate = CreationGate(limit: 4, maxWaiting: 0)
        let first = await occupy(gate)
        #expect(!gate.isBusy)
        let second = await occupy(gate)
        #expect(gate.isBusy)
        for (stay, leave) in [first, second] {
            leave.finish()
            try await stay.value
        }
        #expect(!gate.isBusy)
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
