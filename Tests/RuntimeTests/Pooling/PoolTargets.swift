import Contracts
import Synchronization

@testable import HostRuntime

/// Where the pools of a fixture connect to.
final class PoolTargets: Sendable {
    private struct State {
        var deadlines: [ContinuousClock.Instant?] = []
        var isLost = false
    }

    private let state = Mutex(State())

    /// By when each target had to be found, as whoever was asked for it saw it.
    var deadlines: [ContinuousClock.Instant?] { state.withLock(\.deadlines) }

    /// While it is true, no target can be found: the registry does not answer.
    func setLost(_ isLost: Bool) { state.withLock { $0.isLost = isLost } }

    func target(_ key: PoolKey) throws -> ConnectionTarget {
        try state.withLock { state in
            state.deadlines.append(RequestScope.current?.deadline)
            if state.isLost { throw DatabaseError.connectionLost }
            return ConnectionTarget(
                server: "main", parameters: [:], database: key.description, user: "", password: Secret(""))
        }
    }
}
