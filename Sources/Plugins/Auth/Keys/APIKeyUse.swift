internal import Contracts
internal import FoundationEssentials
internal import Logging
internal import Synchronization

/// Writes down when keys are used, each key at most once in a while on each host.
final class APIKeyUse: Sendable {
    private static let interval = Duration.seconds(600)

    private let lastNoted: Mutex<BoundedCache<UUID, ContinuousClock.Instant>>
    private let store: APIKeyStore
    private let logger: Logger

    init(store: APIKeyStore, capacity: Int, logger: Logger) {
        lastNoted = Mutex(BoundedCache(capacity: capacity))
        self.store = store
        self.logger = logger
    }

    /// Notes a use when it is time to. A failure is logged and does not concern the request.
    func note(_ key: UUID, now: ContinuousClock.Instant = .now) async {
        let isDue = lastNoted.withLock { noted in
            if let last = noted.find(key), last + Self.interval > now { return false }
            noted.store(now, for: key)
            return true
        }
        guard isDue else { return }
        do {
            try await store.noteUse(of: key)
        } catch {
            logger.warning("An API key's use was not noted.", metadata: ["api_key": "\(key.canonical)", "error": "\(error)"])
        }
    }
}
