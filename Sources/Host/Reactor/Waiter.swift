internal import Synchronization

/// A place where one task sleeps until a descriptor is ready, a time has come, or it is cancelled: whichever comes first, once.
final class Waiter: Sendable {
    enum Outcome: Sendable {
        case ready, timedOut, cancelled, closed
    }

    private enum State {
        case fresh
        case suspended(UnsafeContinuation<Outcome, Never>)
        case finished(Outcome)
    }

    private let state = Mutex(State.fresh)
    /// Where `TimerSet` keeps it; -1 while it is not there. Guarded by the reactor's lock, hence atomic only for the compiler.
    let timerIndex = Atomic(-1)

    func suspend(_ continuation: UnsafeContinuation<Outcome, Never>) {
        let finished: Outcome? = state.withLock { state in
            if case .finished(let outcome) = state { return outcome }
            state = .suspended(continuation)
            return nil
        }
        if let finished { continuation.resume(returning: finished) }
    }

    func resume(_ outcome: Outcome) {
        let continuation: UnsafeContinuation<Outcome, Never>? = state.withLock { state in
            switch state {
            case .fresh:
                state = .finished(outcome)
                return nil
            case .suspended(let continuation):
                state = .finished(outcome)
                return continuation
            case .finished:
                return nil
            }
        }
        continuation?.resume(returning: outcome)
    }
}
