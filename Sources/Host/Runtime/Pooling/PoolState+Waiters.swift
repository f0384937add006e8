internal import Contracts

extension PoolState {
    /// The waiter's task was cancelled.
    ///
    /// - Returns: false when it was answered before.
    mutating func cancel(_ id: WaiterID, at now: Instant) -> Bool {
        guard waiters.contains(id) else { return false }
        let pool = waiters[id.index].pool
        dequeue(id.index)
        serve(pool, at: now)
        removeIfEmpty(pool, at: now)
        return true
    }

    /// Puts a request among the pool's waiters, unless that would be in vain.
    mutating func queue(in pool: Int, affinity: Int?, deadline: Instant, at now: Instant) -> LeaseAnswer {
        guard deadline > now else { return .refused(.exhausted(waited: .zero)) }
        // A connection that is on its way may still serve, also while the server refuses new ones.
        if !isHeld(pool), pools[pool].waiters.count >= pools[pool].incoming, let refusal = refusal(for: pool, at: now) {
            return .refused(refusal)
        }
        if pools[pool].waiters.count >= settings.maxWaitersPerTenant, guards.contains(.waiterLimit) {
            return .refused(.tooManyWaiters)
        }
        let id = waiters.insert(PoolWaiter(pool: pool, since: now, deadline: deadline, affinity: affinity))
        waiterLinks.append(id.index, to: &pools[pool].waiters)
        deadlines.add(id, at: deadline, among: waiters)
        wake(at: deadline)
        return .queued(id)
    }

    /// The pool's longest waiter that is still in time. Those that are late are answered on the way.
    mutating func takeWaiter(of pool: Int, at now: Instant) -> WaiterID? {
        while let first = pools[pool].waiters.first {
            guard waiters[first].deadline > now || !guards.contains(.deadlines) else {
                refuse(first, .exhausted(waited: waiters[first].since.duration(to: now)))
                continue
            }
            let id = waiters.id(at: first)
            dequeue(first)
            return id
        }
        return nil
    }

    mutating func refuse(_ waiter: Int, _ error: PoolError) {
        emit(.refuse(waiters.id(at: waiter), error))
        dequeue(waiter)
    }

    mutating func refuseAll(of pool: Int, _ error: PoolError) {
        while let waiter = pools[pool].waiters.first { refuse(waiter, error) }
    }

    /// Answers the waiters whose deadlines have passed.
    mutating func refuseLate(at now: Instant) {
        while let id = deadlines.takeDue(at: now) {
            guard waiters.contains(id), guards.contains(.deadlines) else { continue }
            let pool = waiters[id.index].pool
            refuse(id.index, .exhausted(waited: waiters[id.index].since.duration(to: now)))
            serve(pool, at: now)
            removeIfEmpty(pool, at: now)
        }
    }

    private mutating func dequeue(_ waiter: Int) {
        waiterLinks.remove(waiter, from: &pools[waiters[waiter].pool].waiters)
        waiters.remove(at: waiter)
    }
}
