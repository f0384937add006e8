public import Contracts
internal import Synchronization

/// Opens `MockConnection`s; a test says whether connecting succeeds, fails or waits.
public final class MockDriver: DatabaseDriver {
    private struct State {
        var failure: DatabaseError?
        var isHeld = false
        var held: [CheckedContinuation<Void, Never>] = []
        var connections: [MockConnection] = []
        var open = 0
        var mostOpen = 0
    }

    /// Connects begun.
    public let attempts = Tally()
    private let state = Mutex(State())

    public init() {}

    /// The most that were open at the same time, those being opened among them.
    public var mostOpen: Int { state.withLock { $0.mostOpen } }

    /// Those that are open or being opened.
    public var openCount: Int { state.withLock { $0.open } }

    /// All that were opened, in order.
    public var connections: [MockConnection] { state.withLock { $0.connections } }

    /// Connects that end from now on fail with `error`; nil lets them succeed.
    public func failConnects(with error: DatabaseError?) { state.withLock { $0.failure = error } }

    /// Connects that begin from now on do not end before `releaseConnects`.
    public func holdConnects() { state.withLock { $0.isHeld = true } }

    public func releaseConnects() {
        let held = state.withLock { state in
            state.isHeld = false
            defer { state.held = [] }
            return state.held
        }
        for continuation in held { continuation.resume() }
    }

    public func connect(to target: ConnectionTarget, deadline: ContinuousClock.Instant) async throws -> any PooledConnection {
        attempts.add()
        state.withLock { state in
            state.open += 1
            state.mostOpen = max(state.mostOpen, state.open)
        }
        await withCheckedContinuation { continuation in
            let isHeld = state.withLock { state in
                if state.isHeld { state.held.append(continuation) }
                return state.isHeld
            }
            if !isHeld { continuation.resume() }
        }
        if let failure = state.withLock({ $0.failure }) {
            leave()
            throw failure
        }
        let connection = MockConnection(target: target) { [weak self] in self?.leave() }
        state.withLock { $0.connections.append(connection) }
        return connection
    }

    private func leave() { state.withLock { $0.open -= 1 } }
}
