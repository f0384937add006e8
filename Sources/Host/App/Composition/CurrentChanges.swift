import Contracts
import Synchronization

/// The change feed as one set of plugins sees it: those of settings that were replaced hear no more.
///
/// The host's own feed keeps its subscribers for ever, so it has one of ours, which hands on to the current set alone.
final class CurrentChanges: Sendable {
    private let current = Mutex<Subscriptions?>(nil)

    init(_ feed: any ChangeFeed) {
        feed.subscribe { [self] change in
            current.withLock { $0 }?.tell(change)
        }
    }

    func adopt(_ subscriptions: Subscriptions) { current.withLock { $0 = subscriptions } }

    /// What one set of plugins has subscribed to.
    final class Subscriptions: ChangeFeed {
        private let feed: any ChangeFeed
        private let handlers = Mutex<[@Sendable (RegistryChange?) -> Void]>([])

        init(_ feed: any ChangeFeed) { self.feed = feed }

        func publish(_ change: RegistryChange, on connection: any DatabaseConnection) async throws {
            try await feed.publish(change, on: connection)
        }

        func subscribe(_ handler: @escaping @Sendable (RegistryChange?) -> Void) {
            handlers.withLock { $0.append(handler) }
        }

        func catchUp() async throws { try await feed.catchUp() }

        func settle() async throws { try await feed.settle() }

        fileprivate func tell(_ change: RegistryChange?) {
            for handler in handlers.withLock({ $0 }) { handler(change) }
        }
    }
}
