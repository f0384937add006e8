import Contracts
import Synchronization

/// Lets in only so many creations at once, the others in the order they came: each takes administrative connections, which no pool
/// bounds.
final class CreationGate: Sendable {
    private typealias Turn = CheckedContinuation<Void, any Error>

    private struct State {
        var inside = 0
        var waiting: [(number: UInt64, turn: Turn)] = []
        var lastNumber: UInt64 = 0
    }

    private let limit: Int
    private let maxWaiting: Int
    private let state = Mutex(State())

    init(limit: Int, maxWaiting: Int) {
        self.limit = limit
        self.maxWaiting = maxWaiting
    }

    /// Whether more than a quarter of the places are taken.
    var isBusy: Bool { state.withLock { $0.inside * 4 > limit } }

    /// - Throws: `SignUpError.busy` when as many wait already as may; `CancellationError`; and what `body` throws.
    func pass<Result>(_ body: () async throws -> Result) async throws -> Result {
        try await enter()
        defer { leave() }
        return try await body()
    }

    private func enter() async throws {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { turn in
                let answer = state.withLock { ask(for: turn, number, &$0) }
                if let answer { turn.resume(with: answer) }
                // One that was cancelled before it stood in the line has missed that call.
                if Task.isCancelled { giveUp(number) }
            }
        } onCancel: {
            giveUp(number)
        }
    }

    /// - Returns: what is known at once; nil for one that waits.
    private func ask(for turn: Turn, _ number: UInt64, _ state: inout State) -> Result<Void, any Error>? {
        guard state.inside >= limit else {
            state.inside += 1
            return .success(())
        }
        guard state.waiting.count < maxWaiting else { return .failure(SignUpError.busy) }
        state.waiting.append((number, turn))
        return nil
    }

    private func giveUp(_ number: UInt64) {
        let turn = state.withLock { state in
            state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0).turn }
        }
        turn?.resume(throwing: CancellationError())
    }

    /// The place goes to who has waited longest.
    private func leave() {
        let next = state.withLock { state -> Turn? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst().turn }
            state.inside -= 1
            return nil
        }
        next?.resume()
    }
}
