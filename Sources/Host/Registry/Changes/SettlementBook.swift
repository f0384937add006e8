/// Which changes are waited for until every host has them: a plain state machine, without lock, clock or query in it.
struct SettlementBook {
    typealias Waiter = UInt64

    private enum Stage {
        /// Leads to `admitted`, by the next look at the registry.
        case arrived
        /// A look that began later is under way, which tells what had been published. Leads to `aimed`, if the look succeeds.
        case admitted
        /// All up to `target` had been published when the waiter came.
        case aimed(target: Int64, since: ContinuousClock.Instant)
    }

    private static let pauses: ClosedRange<Duration> = .milliseconds(2) ... .milliseconds(50)

    private var stages: [Waiter: Stage] = [:]

    var count: Int { stages.count }

    mutating func arrive(_ waiter: Waiter) { stages[waiter] = .arrived }

    mutating func leave(_ waiter: Waiter) { stages[waiter] = nil }

    /// A look at the registry begins.
    mutating func beginLook() {
        for (waiter, stage) in stages {
            if case .arrived = stage { stages[waiter] = .admitted }
        }
    }

    /// The look has brought this host up to `newest`.
    mutating func endLook(at newest: Int64, now: ContinuousClock.Instant) {
        for (waiter, stage) in stages {
            if case .admitted = stage { stages[waiter] = .aimed(target: newest, since: now) }
        }
    }

    /// - Parameter applied: what each other host that may be serving has applied.
    /// - Returns: those who need not wait any longer.
    mutating func settle(_ applied: [Int64]) -> [Waiter] {
        let common = applied.min() ?? .max
        let settled = stages.compactMap { waiter, stage -> Waiter? in
            if case .aimed(let target, _) = stage, target <= common { return waiter }
            return nil
        }
        for waiter in settled { stages[waiter] = nil }
        return settled
    }

    /// After how long to look again on behalf of those who wait: soon at first, then ever less often. Nil when nobody waits.
    func pause(at now: ContinuousClock.Instant) -> Duration? {
        guard !stages.isEmpty else { return nil }
        let youngest = stages.values.compactMap { stage -> Duration? in
            if case .aimed(_, let since) = stage { return since.duration(to: now) }
            return nil
        }.min()
        guard let youngest else { return Self.pauses.upperBound }
        return min(max(youngest / 4, Self.pauses.lowerBound), Self.pauses.upperBound)
    }
}
