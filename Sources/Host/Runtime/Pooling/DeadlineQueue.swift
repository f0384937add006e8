internal import HeapModule

/// The deadlines of waiters, earliest first. Waiters that have left stay in it until they come up or are swept out.
struct DeadlineQueue {
    private struct Entry: Comparable {
        let deadline: ContinuousClock.Instant
        let waiter: WaiterID

        static func < (left: Entry, right: Entry) -> Bool { left.deadline < right.deadline }
    }

    private var entries = Heap<Entry>()

    var earliest: ContinuousClock.Instant? { entries.min?.deadline }

    /// - Parameter waiters: all that wait, by which entries of those that left are known.
    mutating func add(_ waiter: WaiterID, at deadline: ContinuousClock.Instant, among waiters: Slab<PoolWaiter>) {
        entries.insert(Entry(deadline: deadline, waiter: waiter))
        guard entries.count > 2 * waiters.count + 64 else { return }
        entries = Heap(entries.unordered.filter { waiters.contains($0.waiter) })
    }

    /// Takes out the earliest if it has passed; it may name a waiter that has left.
    mutating func takeDue(at now: ContinuousClock.Instant) -> WaiterID? {
        guard let earliest = entries.min, earliest.deadline <= now else { return nil }
        return entries.removeMin().waiter
    }
}
