internal import Synchronization

/// The open connections. It is touched when one comes or goes, not with every request.
final class ConnectionRegistry: Sendable {
    /// Where a new connection goes.
    struct Place {
        let reactor: Int
        /// It is over the limit: its first request is answered 503.
        let isRefused: Bool
    }

    private struct State {
        var connections: [ObjectIdentifier: Connection] = [:]
        /// Connections of each reactor.
        var loads: [Int]
    }

    /// Connections over the limit that are answered rather than cut off.
    private static let maxRefusedAtOnce = 64
    private let maxConnections: Int
    private let state: Mutex<State>

    init(maxConnections: Int, reactorCount: Int) {
        self.maxConnections = maxConnections
        state = Mutex(State(loads: Array(repeating: 0, count: reactorCount)))
    }

    var connections: [Connection] { state.withLock { Array($0.connections.values) } }
    var isEmpty: Bool { state.withLock { $0.connections.isEmpty } }

    /// Takes a place on the reactor that has the fewest connections; nil when even a refusal is too much.
    func takePlace() -> Place? {
        state.withLock { state in
            let total = state.loads.reduce(0, +)
            guard total < maxConnections + Self.maxRefusedAtOnce else { return nil }
            let reactor = state.loads.indices.min { state.loads[$0] < state.loads[$1] } ?? 0
            state.loads[reactor] += 1
            return Place(reactor: reactor, isRefused: total >= maxConnections)
        }
    }

    func add(_ connection: Connection) {
        state.withLock { $0.connections[ObjectIdentifier(connection)] = connection }
    }

    func remove(_ connection: Connection) {
        state.withLock { state in
            guard state.connections.removeValue(forKey: ObjectIdentifier(connection)) != nil else { return }
            state.loads[connection.place.reactor] -= 1
        }
    }
}
