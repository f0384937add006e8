internal import Synchronization

/// The waiters that have a deadline, in no order: adding and removing cost the same however many there are.
///
/// Nearly every deadline is removed long before it is due, so the set is scanned only when the earliest one may have passed.
struct TimerSet {
    private var entries: [(waiter: Waiter, deadline: ContinuousClock.Instant)] = []
    /// No deadline is earlier than this; nil when there is none.
    private(set) var nextCheck: ContinuousClock.Instant?

    var isEmpty: Bool { entries.isEmpty }

    /// - Returns: whether `deadline` is earlier than all others.
    mutating func add(_ waiter: Waiter, at deadline: ContinuousClock.Instant) -> Bool {
        waiter.timerIndex.store(entries.count, ordering: .relaxed)
        entries.append((waiter, deadline))
        guard nextCheck.map({ deadline < $0 }) ?? true else { return false }
        nextCheck = deadline
        return true
    }

    mutating func remove(_ waiter: Waiter) {
        let index = waiter.timerIndex.load(ordering: .relaxed)
        guard index >= 0 else { return }
        waiter.timerIndex.store(-1, ordering: .relaxed)
        let last = entries.removeLast()
        if index < entries.count {
            entries[index] = last
            last.waiter.timerIndex.store(index, ordering: .relaxed)
        }
        if entries.isEmpty { nextCheck = nil }
    }

    /// Removes and returns the waiters whose deadline has come, the earliest first.
    mutating func takeDue(at now: ContinuousClock.Instant) -> [Waiter] {
        guard let nextCheck, nextCheck <= now else { return [] }
        let due = entries.filter { $0.deadline <= now }.sorted { $0.deadline < $1.deadline }.map(\.waiter)
        for waiter in due { remove(waiter) }
        self.nextCheck = entries.lazy.map(\.deadline).min()
        return due
    }
}
