import Contracts
import Synchronization

/// Those who wait until every host has applied a change.
final class SettlementWaiters: Sendable {
    private typealias Continuation = CheckedContinuation<Void, any Error>

    private struct State {
        var isServed = false
        var book = SettlementBook()
        var lastWaiter: SettlementBook.Waiter = 0
        var continuations: [SettlementBook.Waiter: Continuation] = [:]
    }

    private let state = Mutex(State())

    var count: Int { state.withLock(\.book.count) }

    /// Suspends until it is settled; returns at once while nobody reads the registry, when this process serves nobody.
    ///
    /// - Throws: `ChangeFeedError.unconfirmed` at `deadline`; `CancellationError`.
    func wait(until deadline: ContinuousClock.Instant, wake: @escaping @Sendable () -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.wait(wake) }
            group.addTask {
                try await Task.sleep(until: deadline, clock: .continuous)
                throw ChangeFeedError.unconfirmed
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    func open() { state.withLock { $0.isServed = true } }

    func beginLook() { state.withLock { $0.book.beginLook() } }

    /// The look has brought this host up to `newest`, and the others are as `applied` says.
    func endLook(at newest: Int64, others applied: [Int64], now: ContinuousClock.Instant) {
        let settled = state.withLock { state in
            state.book.endLook(at: newest, now: now)
            return state.book.settle(applied).compactMap { state.continuations.removeValue(forKey: $0) }
        }
        for continuation in settled { continuation.resume() }
    }

    func pause(at now: ContinuousClock.Instant) -> Duration? { state.withLock { $0.book.pause(at: now) } }

    /// Lets everybody go: nobody reads any more.
    func close() {
        let left = state.withLock { state in
            defer {
                state.isServed = false
                state.book = SettlementBook()
                state.continuations = [:]
            }
            return state.continuations.values
        }
        for continuation in left { continuation.resume(throwing: CancellationError()) }
    }

    private func wait(_ wake: @Sendable () -> Void) async throws {
        let waiter = state.withLock { state in
            state.lastWaiter += 1
            return state.lastWaiter
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { enter(waiter, $0, wake) }
        } onCancel: {
            take(waiter)?.resume(throwing: CancellationError())
        }
    }

    private func enter(_ waiter: SettlementBook.Waiter, _ continuation: Continuation, _ wake: () -> Void) {
        let isServed = state.withLock { state in
            guard state.isServed else { return false }
            state.book.arrive(waiter)
            state.continuations[waiter] = continuation
            return true
        }
        guard isServed else { return continuation.resume() }
        wake()
        // A cancellation that came before found nobody to let go.
        if Task.isCancelled { take(waiter)?.resume(throwing: CancellationError()) }
    }

    private func take(_ waiter: SettlementBook.Waiter) -> Continuation? {
        state.withLock { state in
            state.book.leave(waiter)
            return state.continuations.removeValue(forKey: waiter)
        }
    }
}
