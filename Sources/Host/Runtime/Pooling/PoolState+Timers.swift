internal import Contracts

extension PoolState {
    /// How often unused connections and pools are looked for.
    static let sweepInterval = Duration.seconds(1)
    /// Most connections, and most pools, that one sweep looks at, so that no request waits long for it.
    private static let sweepLength = 2048

    /// A `wake` has come.
    mutating func timerFired(at now: Instant) {
        while let next = wakes.last, next <= now { wakes.removeLast() }
        refuseLate(at: now)
        endOverdueHolds(at: now)
        if let due = nextSweep, due <= now { sweep(at: now) }
        if let earliest = deadlines.earliest { wake(at: earliest) }
        if let nextSweep { wake(at: nextSweep) }
    }

    /// Asks for a `wake` by `instant`, unless an earlier one is coming: it will ask again.
    mutating func wake(at instant: Instant) {
        if let next = wakes.last, next <= instant { return }
        wakes.append(instant)
        emit(.wake(instant))
    }

    mutating func scheduleSweep(at now: Instant) {
        guard nextSweep == nil else { return }
        nextSweep = now + Self.sweepInterval
        wake(at: now + Self.sweepInterval)
    }

    private mutating func sweep(at now: Instant) {
        nextSweep = nil
        for index in advance(\.sweptConnections, to: connections.endIndex) where connections.isUsed(index) {
            let id = connections.id(at: index)
            switch connections[index].phase {
            case .idle: closeStale(id, at: now)
            // Between two statements there was nothing to cancel; what runs now is the next.
            case .leased where connections[index].isDoomed && interruption(of: id) != nil: emit(.cancelStatement(id))
            default: break
            }
        }
        for index in advance(\.sweptPools, to: pools.endIndex) where pools.isUsed(index) { removeIfEmpty(index, at: now) }
        if !pools.isEmpty { scheduleSweep(at: now) }
    }

    /// The next slots to look at, from where the last sweep ended.
    private mutating func advance(_ position: WritableKeyPath<PoolState, Int>, to end: Int) -> Range<Int> {
        let start = self[keyPath: position] < end ? self[keyPath: position] : 0
        let next = min(start + Self.sweepLength, end)
        self[keyPath: position] = next
        return start..<next
    }
}
