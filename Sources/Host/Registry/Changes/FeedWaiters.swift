import Synchronization

/// Those who wait for a read of the registry that begins after they came.
final class FeedWaiters: Sendable {
    typealias Waiter = CheckedContinuation<Void, any Error>

    private struct State {
        var isServed = false
        var waiting: [Waiter] = []
    }

    private let state = Mutex(State())

    /// Suspends until the next read is done; returns at once while nobody reads, when this process applies nothing.
    func wait(wake: () -> Void) async throws {
        try await withCheckedThrowingContinuation { (waiter: Waiter) in
            let isServed = state.withLock { state in
                if state.isServed { state.waiting.append(waiter) }
                return state.isServed
            }
            if isServed { wake() } else { waiter.resume() }
        }
    }

    func open() { state.withLock { $0.isServed = true } }

    /// Takes those whom the read that now begins will serve.
    func take() -> [Waiter] {
        state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
    }

    /// Lets everybody go: nobody reads any more.
    func close() {
        let left = state.withLock { state in
            defer { state = State() }
            return state.waiting
        }
        for waiter in left { waiter.resume(throwing: CancellationError()) }
    }
}
