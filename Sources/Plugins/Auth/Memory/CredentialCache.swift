internal import Contracts
internal import FoundationEssentials
internal import Synchronization

/// What the registry says of the credentials in use, in memory. Each is read at first sight, by one query however many requests
/// wait for it, and let go of when something of it changed.
final class CredentialCache<Value: Sendable>: Sendable {
    private struct State {
        var entries: BoundedCache<UUID, Entry>
        var loads: [UUID: Load] = [:]
        /// Raised by every invalidation, so that what was read before one is not kept after it.
        var epoch: UInt64 = 0
    }

    /// What has ended is kept, too: a revoked token that is sent again and again must not cost a query each time.
    private struct Entry {
        let value: Value
        let owner: CredentialOwner
    }

    /// A query that runs, and those who wait for it.
    private struct Load {
        let epoch: UInt64
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private enum Step {
        case found(Value)
        case load(epoch: UInt64)
        case wait
    }

    private let state: Mutex<State>
    private let load: @Sendable (UUID) async throws -> Value

    /// - Parameters:
    ///   - capacity: credentials kept in memory at most.
    ///   - load: reads one from the registry.
    init(capacity: Int, load: @escaping @Sendable (UUID) async throws -> Value) {
        state = Mutex(State(entries: BoundedCache(capacity: capacity)))
        self.load = load
    }

    /// What the registry says of the credential `id`.
    ///
    /// - Throws: what reading the registry throws.
    func value(of id: UUID, owner: CredentialOwner) async throws -> Value {
        while true {
            switch begin(id) {
            case .found(let found): return found
            case .load(let epoch): return try await read(id, owner, epoch: epoch)
            case .wait: await finished(id)
            }
        }
    }

    /// The same, if it is in memory.
    func valueInMemory(of id: UUID) -> Value? { state.withLock { $0.entries.find(id)?.value } }

    func forget(_ id: UUID) { invalidate { $0.remove(id) } }

    func forget(ownedBy isConcerned: (CredentialOwner) -> Bool) {
        invalidate { $0.removeAll { isConcerned($0.owner) } }
    }

    private func invalidate(_ remove: (inout BoundedCache<UUID, Entry>) -> Void) {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            remove(&state.entries)
            state.epoch += 1
            // Who waits for a query that began before the change starts over.
            defer { state.loads = [:] }
            return state.loads.values.flatMap(\.waiters)
        }
        for waiter in waiters { waiter.resume() }
    }

    private func begin(_ id: UUID) -> Step {
        state.withLock { state in
            if let entry = state.entries.find(id) { return .found(entry.value) }
            guard state.loads[id] == nil else { return .wait }
            state.loads[id] = Load(epoch: state.epoch)
            return .load(epoch: state.epoch)
        }
    }

    private func read(_ id: UUID, _ owner: CredentialOwner, epoch: UInt64) async throws -> Value {
        do {
            let found = try await load(id)
            end(id, epoch: epoch, entry: Entry(value: found, owner: owner))
            return found
        } catch {
            // The failure may be this request's own (its client left, its time is up): the others try for themselves.
            end(id, epoch: epoch, entry: nil)
            throw error
        }
    }

    private func end(_ id: UUID, epoch: UInt64, entry: Entry?) {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            // Another epoch: an invalidation came in between, has woken the waiters and may have led to a newer query.
            guard state.epoch == epoch else { return [] }
            if let entry { state.entries.store(entry, for: id) }
            return state.loads.removeValue(forKey: id)?.waiters ?? []
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns when the query for `id` that runs just now has ended, at once when none does.
    private func finished(_ id: UUID) async {
        await withCheckedContinuation { continuation in
            let isWaiting = state.withLock { state in
                guard state.loads[id] != nil else { return false }
                state.loads[id]?.waiters.append(continuation)
                return true
            }
            if !isWaiting { continuation.resume() }
        }
    }
}
