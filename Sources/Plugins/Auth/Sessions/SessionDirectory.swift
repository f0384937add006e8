internal import Contracts
internal import FoundationEssentials
internal import Synchronization

/// The sessions in use, in memory. Each is read from the registry at first sight, by one query however many requests wait
/// for it, and let go of when the change feed names it, its account or its tenant.
final class SessionDirectory: Sendable {
    private struct State {
        var sessions: BoundedCache<UUID, Entry>
        var loads: [UUID: Load] = [:]
        /// Raised by every invalidation, so that what was read before one is not kept after it.
        var epoch: UInt64 = 0
    }

    /// Ended sessions are kept too: a revoked token that is sent again and again must not cost a query each time.
    private struct Entry {
        let state: SessionState
        let account: UUID
        let tenant: TenantID
    }

    /// A query that runs, and those who wait for it.
    private struct Load {
        let epoch: UInt64
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private enum Step {
        case found(SessionState)
        case load(epoch: UInt64)
        case wait
    }

    private let state: Mutex<State>
    private let load: @Sendable (UUID) async throws -> SessionState

    /// - Parameters:
    ///   - capacity: sessions kept in memory at most.
    ///   - load: reads one session from the registry.
    init(capacity: Int, load: @escaping @Sendable (UUID) async throws -> SessionState) {
        state = Mutex(State(sessions: BoundedCache(capacity: capacity)))
        self.load = load
    }

    /// The session that verified `claims` name.
    ///
    /// - Throws: what reading the registry throws.
    func session(_ claims: AccessClaims) async throws -> SessionState {
        while true {
            switch begin(claims.sessionID) {
            case .found(let found): return found
            case .load(let epoch): return try await read(claims, epoch: epoch)
            case .wait: await finished(claims.sessionID)
            }
        }
    }

    /// Lets go of whatever `change` may have made wrong; nil is everything.
    func invalidate(_ change: RegistryChange?) {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            switch change {
            case .session(let id): state.sessions.remove(id)
            case .account(let id): state.sessions.removeAll { $0.account == id }
            case .tenant(let id): state.sessions.removeAll { $0.tenant == id }
            case .operatorKey, .apiKey: return []
            case nil: state.sessions.removeAll()
            }
            state.epoch += 1
            // Who waits for a query that began before the change starts over.
            defer { state.loads = [:] }
            return state.loads.values.flatMap(\.waiters)
        }
        for waiter in waiters { waiter.resume() }
    }

    private func begin(_ id: UUID) -> Step {
        state.withLock { state in
            if let entry = state.sessions.find(id) { return .found(entry.state) }
            guard state.loads[id] == nil else { return .wait }
            state.loads[id] = Load(epoch: state.epoch)
            return .load(epoch: state.epoch)
        }
    }

    private func read(_ claims: AccessClaims, epoch: UInt64) async throws -> SessionState {
        do {
            let found = try await load(claims.sessionID)
            end(claims.sessionID, epoch: epoch, entry: Entry(state: found, account: claims.accountID, tenant: claims.tenantID))
            return found
        } catch {
            // The failure may be this request's own (its client left, its time is up): the others try for themselves.
            end(claims.sessionID, epoch: epoch, entry: nil)
            throw error
        }
    }

    private func end(_ id: UUID, epoch: UInt64, entry: Entry?) {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            // Another epoch: an invalidation came in between, has woken the waiters and may have led to a newer query.
            guard state.epoch == epoch else { return [] }
            if let entry { state.sessions.store(entry, for: id) }
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
