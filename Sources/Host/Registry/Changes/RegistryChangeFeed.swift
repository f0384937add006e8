public import Contracts
public import Logging
import Synchronization

/// The change feed over the registry's table: read every `pollInterval`, and at once upon a notification or `catchUp`.
///
/// Notifications only make it faster: with all of them lost, a change is applied one poll interval later.
public final class RegistryChangeFeed: ChangeFeed {
    /// The channel whose notifications wake the feed (`LISTEN`).
    public static let channel = ChangeStore.channel

    public let freshness: FeedFreshness
    private let registry: any Database
    private let settings: FeedSettings
    private let logger: Logger
    private let store = ChangeStore()
    private let waiters = FeedWaiters()
    private let handlers = Mutex<[@Sendable (RegistryChange?) -> Void]>([])
    private let wakes: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation

    public init(registry: any Database, freshness: FeedFreshness, settings: FeedSettings, logger: Logger) {
        self.registry = registry
        self.freshness = freshness
        self.settings = settings
        self.logger = logger
        (wakes, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// To be called last in a transaction: publishers wait for each other until they commit.
    public func publish(_ change: RegistryChange, on connection: any DatabaseConnection) async throws {
        try await store.publish(change, on: connection)
    }

    public func subscribe(_ handler: @escaping @Sendable (RegistryChange?) -> Void) {
        handlers.withLock { $0.append(handler) }
    }

    public func catchUp() async throws {
        try await waiters.wait { waker.yield() }
    }

    /// Reads the feed at once; for a driver that hears of notifications by callback.
    public func wake() { waker.yield() }

    /// Makes `catchUp` wait for `run`, which must follow. Whoever starts `run` beside what depends on it calls this before both:
    /// otherwise a `catchUp` that came first would return with nothing read.
    public func open() { waiters.open() }

    /// Keeps this host up to date until the task is cancelled. To be run once.
    public func run() async {
        waiters.open()
        await withTaskGroup { group in
            group.addTask { await self.tick() }
            await self.readUponWakes()
            group.cancelAll()
        }
        waiters.close()
    }

    private func tick() async {
        while !Task.isCancelled {
            waker.yield()
            try? await Task.sleep(for: settings.pollInterval)
        }
        waker.finish()
    }

    private func readUponWakes() async {
        var position = FeedPosition()
        for await _ in wakes {
            let served = waiters.take()
            let began = ContinuousClock.now
            do {
                try await withDeadline(began + settings.readTimeout) { try await self.advance(&position, began: began) }
                if !position.isHealthy { logger.notice("The registry's changes are being followed.") }
                position.isHealthy = true
                for waiter in served { waiter.resume() }
            } catch {
                if position.isHealthy, !Task.isCancelled { logger.error("The registry's changes cannot be read.", metadata: ["error": "\(error)"]) }
                position.isHealthy = false
                for waiter in served { waiter.resume(throwing: error) }
            }
        }
    }

    /// Applies what was published since, and confirms that all before `began` has been.
    private func advance(_ position: inout FeedPosition, began: ContinuousClock.Instant) async throws {
        var isComplete = false
        while !isComplete {
            guard let last = position.last else {
                position.last = try await store.latest(in: registry)
                tell(nil)
                break
            }
            switch try await store.read(after: last, in: registry) {
            case .changes(let changes, let newest, let complete):
                changes.forEach(tell)
                position.last = newest
                isComplete = complete
            case .gap: position.last = nil
            }
        }
        freshness.confirm(asOf: began)
        guard position.mustPrune(at: began) else { return }
        try await store.prune(in: registry)
    }

    private func tell(_ change: RegistryChange?) {
        for handler in handlers.withLock({ $0 }) { handler(change) }
    }

    private func withDeadline(_ deadline: ContinuousClock.Instant, _ body: () async throws -> Void) async throws {
        try await RequestScope.$current.withValue(RequestScope(deadline: deadline, phases: PhaseClock()), operation: body)
    }
}
