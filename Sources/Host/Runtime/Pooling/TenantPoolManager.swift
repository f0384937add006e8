public import Contracts
public import Logging
internal import Synchronization

/// Leases connections to all databases of the host, under the limits of tenant, server and host.
///
/// `PoolState` decides; this asks it under a lock, and acts after leaving the lock. A lease of an idle connection takes the lock
/// once and its return once more, and neither starts a task or a timer.
///
/// Connections are opened, checked, reset and closed by the tasks of one group, which belongs to `run` and is fed through a stream:
/// such work outlives the request that caused it (a request that gives up must not lose a connection that is nearly open, and one
/// that is cancelled cannot wait for its connection to become clean), and so it is no child of the request.
public final class TenantPoolManager: PoolManager {
    let driver: any DatabaseDriver
    let target: @Sendable (PoolKey) async throws -> ConnectionTarget
    let settings: PoolSettings
    let clock: PoolClock
    let reactors: PoolReactors
    let logger: Logger

    private let shared: Mutex<PoolShared>
    let work: AsyncStream<PoolWork>
    private let workFeed: AsyncStream<PoolWork>.Continuation

    /// - Parameters:
    ///   - target: where a pool's database lies and as whom to connect; asked before each connect. For a tenant it may use the
    ///     registry's pool; for the registry it must not use any.
    ///   - seed: for jitter alone.
    public init(
        settings: PoolSettings, driver: any DatabaseDriver, clock: PoolClock = PoolClock(ContinuousClock()),
        reactors: PoolReactors = .none, seed: UInt64 = .random(in: .min ... .max), logger: Logger,
        target: @escaping @Sendable (PoolKey) async throws -> ConnectionTarget
    ) {
        self.settings = settings
        self.driver = driver
        self.clock = clock
        self.reactors = reactors
        self.logger = logger
        self.target = target
        shared = Mutex(PoolShared(state: PoolState(settings: settings, seed: seed)))
        (work, workFeed) = AsyncStream.makeStream()
    }

    /// A database, to be reached through its pool. Cheap: one is made for each request.
    ///
    /// - Parameters:
    ///   - server: the server that it lies on now. Another one than before retires the pool's connections. The registry has a
    ///     name of its own, or tenants could use up its server's budget.
    ///   - maxConnections: the tenant's limit; nil takes the settings'.
    ///   - revision: of what the target says of the connections. A higher one than before retires those that there are.
    public func database(for key: PoolKey, server: String, maxConnections: Int? = nil, revision: Int = 0) -> any Database {
        PooledDatabase(
            manager: self,
            request: LeaseRequest(key: key, server: server, maxConnections: maxConnections, revision: revision))
    }

    /// Sets the budget of one server in place of the settings'. Connections above it are closed as they come back.
    public func limit(server: String, to budget: Int) {
        let now = clock.now()
        update { $0.state.limit(server: server, to: budget, at: now) }
    }

    public func statistics() -> PoolManagerStatistics { shared.withLock { $0.state.statistics } }

    public func close(_ tenant: TenantID) async {
        await withCheckedContinuation { continuation in
            let now = clock.now()
            let isDraining = update { shared in
                let isDraining = shared.state.close(.tenant(tenant), at: now)
                if isDraining { shared.add(closer: continuation, for: .tenant(tenant)) }
                return isDraining
            }
            if !isDraining { continuation.resume() }
        }
    }

    public func fence(_ tenant: TenantID) {
        let now = clock.now()
        update { _ = $0.state.close(.tenant(tenant), at: now) }
    }

    public func reopen(_ tenant: TenantID) { update { $0.state.reopen(.tenant(tenant)) } }

    public func hold(_ tenant: TenantID, for duration: Duration) {
        let now = clock.now()
        update { $0.state.beginHold(.tenant(tenant), until: now + duration, at: now) }
    }

    public func release(_ tenant: TenantID, to server: String, revision: Int) {
        let now = clock.now()
        update { $0.state.endHold(.tenant(tenant), place: (server, revision), at: now) }
    }

    /// Closes all pools for good: waiters are refused, running statements cancelled. Returns when no connection is left, and ends
    /// `run`, which must be running until then.
    public func shutDown() async {
        await withCheckedContinuation { continuation in
            let now = clock.now()
            let isDraining = update { shared in
                let isDraining = shared.state.shutDown(at: now)
                if isDraining { shared.add(terminator: continuation) }
                return isDraining
            }
            if !isDraining {
                perform(.stop)
                continuation.resume()
            }
        }
    }

    /// Reports an event to the state and does what it wants done.
    @discardableResult
    func update<Answer>(_ event: (inout PoolShared) -> Answer) -> Answer {
        let (answer, effects) = shared.withLock { shared in
            let answer = event(&shared)
            return (answer, shared.takeEffects())
        }
        for effect in effects { perform(effect) }
        return answer
    }

    func perform(_ effect: PoolEffect) {
        switch effect {
        case .resume(let continuation, let result): continuation.resume(with: result)
        case .finish(let continuation): continuation.resume()
        case .work(let work): workFeed.yield(work)
        case .stop: workFeed.finish()
        }
    }
}
