@testable import HostRuntime

extension PoolState {
    /// Whether nothing at all is left of pools, connections, waiters, turns and counts.
    var isAtRest: Bool {
        let isEmpty = heldKeys.isEmpty && pools.isEmpty && poolByKey.isEmpty && connections.isEmpty && waiters.isEmpty
        let isUncounted = sharedCount == 0 && sharedClosing == 0 && totalTurns.isEmpty
        let areServersFree = servers.allSatisfy {
            $0.count == 0 && $0.connecting == 0 && $0.closing == 0 && $0.kept == 0 && $0.turns.isEmpty && $0.idlePools.isEmpty
        }
        return isEmpty && isUncounted && areServersFree
    }
}
