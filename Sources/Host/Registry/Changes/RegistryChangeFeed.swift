public import Contracts
public import Logging
import Synchronization

/// The change feed over the registry's table: read every `pollInterval`, and at once upon a notification, `catchUp` or `settle`.
///
/// Notifications only make it faster: with all of them lost, a change is applied one poll interval later.
///
/// A process that serves has a `HostInstance`. It then holds a lease, which it renews as it reads, telling what it has applied; that is
/// what `settle` waits for (docs/security.md, "Cut-off").
public final class RegistryChangeFeed: ChangeFeed {
    /// Applies changes before others are told that they are applied. What it throws has them applied again.
    public typealias Applier = @Sendable ([RegistryChange?]) async throws -> Void

    /// The channel whose notifications wake the feed (`LISTEN`).
    public static let channel = ChangeStore.channel

    public let lease: HostLease
    let registry: any Database
    let settings: FeedSettings
    /// Nil in a process that serves nobody.
    let host: HostInstance?
    let logger: Logger
    let store = ChangeStore()
    let hosts = HostStore()
    let settlements = SettlementWaiters()
    let otherHosts = Atomic<Int>(0)
    private let settled: @Sendable (Duration) -> Void
    private let waiters = FeedWaiters()
    private let handlers = Mutex<[@Sendable (RegistryChange?) -> Void]>([])
    private let appliers = Mutex<[Applier]>([])
    private let wakes: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation
    private let pauses: AsyncStream<Duration>
    private let pauser: AsyncStream<Duration>.Continuation

    /// - Parameters:
    ///   - host: as which this process serves; nil when it serves nobody, and nobody need wait for it.
    ///   - settled: told how long each successful `settle` took.
    public init(
        registry: any Database, lease: HostLease, settings: FeedSettings, host: HostInstance? = nil, logger: Logger,
        settled: @escaping @Sendable (Duration) -> Void = { _ in }
    ) {
        self.registry = registry
        self.lease = lease
        self.settings = settings
        self.host = host
        self.logger = logger
        self.settled = settled
        (wakes, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        (pauses, pauser) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// To be called last in a transaction: publishers wait for each other until they commit.
    public func publish(_ change: RegistryChange, on connection: any DatabaseConnection) async throws {
        try await store.publish(change, on: connection)
    }

    public func subscribe(_ handler: @escaping @Sendable (RegistryChange?) -> Void) {
        handlers.withLock { $0.append(handler) }
    }

    /// The same for what takes a while.
    public func subscribe(applier: @escaping Applier) { appliers.withLock { $0.append(applier) } }

    public func catchUp() async throws {
        try await waiters.wait { waker.yield() }
    }

    public func settle() async throws {
        let began = ContinuousClock.now
        // Outside of a request: time enough for the lease of a host to run out that has just died.
        let deadline = RequestScope.current?.deadline ?? began + HostLease.patience(for: lease.duration) * 2
        try await settlements.wait(until: deadline) { [waker] in waker.yield() }
        settled(began.duration(to: .now))
    }

    /// Reads the feed at once; for a driver that hears of notifications by callback.
    public func wake() { waker.yield() }

    /// Makes `catchUp` and `settle` wait for `run`, which must follow. Whoever starts `run` beside what depends on it calls this
    /// before both: otherwise a `catchUp` that came first would return with nothing read.
    public func open() {
        waiters.open()
        settlements.open()
    }

    /// Keeps this host up to date until the task is cancelled. To be run once.
    public func run() async {
        open()
        await withTaskGroup { group in
            group.addTask { await self.tick() }
            group.addTask { await self.pause() }
            await self.readUponWakes()
            group.cancelAll()
        }
        waiters.close()
        settlements.close()
    }

    private func tick() async {
        while !Task.isCancelled {
            waker.yield()
            try? await Task.sleep(for: settings.pollInterval)
        }
        waker.finish()
        pauser.finish()
    }

    /// Looks again soon while somebody waits for other hosts.
    private func pause() async {
        for await pause in pauses {
            try? await Task.sleep(for: pause)
            waker.yield()
        }
    }

    private func readUponWakes() async {
        var position = FeedPosition()
        for await _ in wakes {
            let served = waiters.take()
            settlements.beginLook()
            do {
                try await withDeadline(.now + settings.readTimeout) { try await self.advance(&position) }
                if !position.isHealthy { logger.notice("The registry's changes are being followed.") }
                position.isHealthy = true
                for waiter in served { waiter.resume() }
                if host != nil, position.hasNews { waker.yield() }
            } catch {
                if position.isHealthy, !Task.isCancelled {
                    logger.error("The registry's changes cannot be read.", metadata: ["error": "\(error)"])
                }
                position.isHealthy = false
                for waiter in served { waiter.resume(throwing: error) }
            }
            if let pause = settlements.pause(at: .now) { pauser.yield(pause) }
        }
    }

    /// Has everybody who subscribed apply the changes.
    func apply(_ changes: [RegistryChange?]) async throws {
        guard !changes.isEmpty else { return }
        let handlers = handlers.withLock { $0 }
        for change in changes { for handler in handlers { handler(change) } }
        for applier in appliers.withLock({ $0 }) { try await applier(changes) }
    }

    private func withDeadline(_ deadline: ContinuousClock.Instant, _ body: () async throws -> Void) async throws {
        try await RequestScope.$current.withValue(RequestScope(deadline: deadline, phases: PhaseClock()), operation: body)
    }
}
