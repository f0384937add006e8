internal import Contracts

/// What the manager keeps under its lock: the state, and the things that the state knows by number.
struct PoolShared: Sendable {
    typealias LeaseContinuation = CheckedContinuation<PoolLease, any Error>

    /// A waiter's task and its answer, whichever came first.
    private enum Waiting {
        /// Neither suspended nor answered yet. Leads to either.
        case expected
        /// Suspended; the answer resumes it and ends this.
        case suspended(LeaseContinuation)
        /// Answered before it was suspended; suspending then ends this at once.
        case answered(Result<PoolLease, any Error>)
    }

    var state: PoolState
    /// By the slots of their `ConnectionID`s; nil while connecting and once closed.
    private var connections: [(any PooledConnection)?] = []
    private var waiting: [WaiterID: Waiting] = [:]
    private var closers: [PoolKey: [CheckedContinuation<Void, Never>]] = [:]
    private var terminators: [CheckedContinuation<Void, Never>] = []

    init(state: PoolState) { self.state = state }

    mutating func store(_ connection: any PooledConnection, as id: ConnectionID) {
        while connections.count <= id.index { connections.append(nil) }
        connections[id.index] = connection
    }

    mutating func forget(_ id: ConnectionID) { connections[id.index] = nil }

    func connection(_ id: ConnectionID) -> any PooledConnection {
        guard let connection = connections[id.index] else { preconditionFailure("the state named a connection that is not open") }
        return connection
    }

    mutating func expect(_ waiter: WaiterID) { waiting[waiter] = .expected }

    /// The waiter's task is suspended.
    ///
    /// - Returns: its answer, if that came before; the task is then to be resumed with it.
    mutating func suspend(_ waiter: WaiterID, _ continuation: LeaseContinuation) -> Result<PoolLease, any Error>? {
        if case .answered(let result) = waiting[waiter] {
            waiting[waiter] = nil
            return result
        }
        waiting[waiter] = .suspended(continuation)
        return nil
    }

    /// The waiter has its answer.
    ///
    /// - Returns: the task to be resumed with it, if it is suspended already.
    mutating func answer(_ waiter: WaiterID, _ result: Result<PoolLease, any Error>) -> LeaseContinuation? {
        if case .suspended(let continuation) = waiting[waiter] {
            waiting[waiter] = nil
            return continuation
        }
        waiting[waiter] = .answered(result)
        return nil
    }

    /// Resumed when no connection of the pool is left that is there now.
    mutating func add(closer: CheckedContinuation<Void, Never>, for key: PoolKey) { closers[key, default: []].append(closer) }

    /// Resumed when no connection is left at all.
    mutating func add(terminator: CheckedContinuation<Void, Never>) { terminators.append(terminator) }

    /// Turns the state's actions into effects, to be performed without the lock.
    mutating func takeEffects() -> [PoolEffect] {
        guard state.hasActions else { return [] }
        var effects: [PoolEffect] = []
        for action in state.takeActions() { append(action, to: &effects) }
        return effects
    }

    private mutating func append(_ action: PoolAction, to effects: inout [PoolEffect]) {
        switch action {
        case .grant(let waiter, let id):
            append(.success(PoolLease(id: id, connection: connection(id))), for: waiter, to: &effects)
        case .refuse(let waiter, let error): append(.failure(error), for: waiter, to: &effects)
        case .connect(let id, let key, let affinity): effects.append(.work(.connect(id, key, affinity: affinity)))
        case .check(let id): effects.append(.work(.check(id, connection(id))))
        case .cancelStatement(let id): effects.append(.work(.cancelStatement(connection(id))))
        case .close(let id): effects.append(.work(.close(id, connection(id))))
        case .wake(let instant): effects.append(.work(.wake(instant)))
        case .drained(let key): effects += (closers.removeValue(forKey: key) ?? []).map { .finish($0) }
        case .terminated:
            effects += terminators.map { .finish($0) }
            effects.append(.stop)
            terminators = []
        }
    }

    private mutating func append(_ result: Result<PoolLease, any Error>, for waiter: WaiterID, to effects: inout [PoolEffect]) {
        if let continuation = answer(waiter, result) { effects.append(.resume(continuation, result)) }
    }
}
