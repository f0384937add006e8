public import Contracts
public import Logging

/// Closes a tenant's pool on this host when the tenant is no longer active, wherever that was decided, and lets it come again.
public final class TenantFencing: Sendable {
    private static let retryInterval: Duration = .milliseconds(250)

    private let directory: any TenantDirectory
    private let pools: any PoolManager
    private let logger: Logger
    private let events: AsyncStream<TenantID?>
    private let feed: AsyncStream<TenantID?>.Continuation

    public init(directory: any TenantDirectory, pools: any PoolManager, changes: any ChangeFeed, logger: Logger) {
        self.directory = directory
        self.pools = pools
        self.logger = logger
        let (events, feed) = AsyncStream<TenantID?>.makeStream()
        self.events = events
        self.feed = feed
        changes.subscribe { change in
            switch change {
            case .tenant(let tenant): feed.yield(tenant)
            case nil: feed.yield(nil)
            case .account, .session, .operatorKey, .apiKey: break
            }
        }
    }

    /// Fences until the task is cancelled. To be run once.
    public func run() async {
        var fenced: Set<TenantID> = []
        for await event in events {
            // After a gap anybody who has a pool, or whose pool was closed, may have changed.
            let concerned = event.map { [$0] } ?? fenced.union(pools.statistics().pools.map(\.tenant))
            for tenant in concerned { await settle(tenant, &fenced) }
        }
    }

    /// Brings the tenant's pool into line with what the registry says now, whatever the event was.
    private func settle(_ tenant: TenantID, _ fenced: inout Set<TenantID>) async {
        do {
            switch try await directory.tenant(tenant)?.status {
            case .active?:
                fenced.remove(tenant)
                pools.reopen(tenant)
            case nil:
                // It is gone for good: nobody can find out where to connect, so nothing of it has to be remembered.
                await pools.close(tenant)
                fenced.remove(tenant)
                pools.reopen(tenant)
            case .pending?, .suspended?, .deleting?, .deleted?, .failed?:
                fenced.insert(tenant)
                await pools.close(tenant)
            }
        } catch {
            // Until the registry answers, the directory serves nobody from outdated memory.
            logger.warning("A tenant's state could not be read.", metadata: ["tenant": "\(tenant)", "error": "\(error)"])
            guard !Task.isCancelled else { return }
            try? await Task.sleep(for: Self.retryInterval)
            feed.yield(tenant)
        }
    }
}
