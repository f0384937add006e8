public import Contracts
import Synchronization

/// Closes a tenant's pool on this host when the tenant is no longer active, holds it while the tenant's database is about to lie elsewhere,
/// wherever that was decided, and lets it come again.
///
/// It is part of applying a change: a host that has confirmed a suspension, or a hold, gives nobody a connection of the tenant any more.
public final class TenantFencing: Sendable {
    private let store: TenantStore
    private let registry: any Database
    private let pools: any PoolManager
    /// Those whose pools are closed or held.
    private let stopped = Mutex<Set<TenantID>>([])

    public init(store: TenantStore, registry: any Database, pools: any PoolManager) {
        self.store = store
        self.registry = registry
        self.pools = pools
    }

    /// Brings the pools of those whom `changes` name into line with what the registry says now, whatever the changes were.
    public func apply(_ changes: [RegistryChange?]) async throws {
        // After a gap anybody who has a pool, or whose pool was stopped, may have changed; and somebody may have to be held who has none.
        let hasGap = changes.contains { $0 == nil }
        var concerned = hasGap ? stopped.withLock { $0.union(pools.statistics().pools.map(\.tenant)) } : []
        for case .tenant(let tenant)? in changes { concerned.insert(tenant) }
        guard hasGap || !concerned.isEmpty else { return }
        let standings = try await store.standings(of: Array(concerned), includingHeld: hasGap, in: registry)
        for tenant in concerned.union(standings.keys) { settle(tenant, standings[tenant]) }
    }

    private func settle(_ tenant: TenantID, _ standing: TenantStanding?) {
        guard let standing else {
            // It is gone for good: nobody can find out where to connect, so nothing of it has to be remembered.
            pools.fence(tenant)
            stopped.withLock { _ = $0.remove(tenant) }
            return pools.reopen(tenant)
        }
        switch standing.status {
        case .active:
            hold(tenant, as: standing)
            pools.reopen(tenant)
        case .pending, .suspended, .deleting, .deleted, .failed:
            stopped.withLock { _ = $0.insert(tenant) }
            pools.fence(tenant)
        }
    }

    /// Holds before the pool may come again, and releases before nobody may hear of it.
    private func hold(_ tenant: TenantID, as standing: TenantStanding) {
        guard let duration = standing.heldFor else {
            stopped.withLock { _ = $0.remove(tenant) }
            return pools.release(tenant, to: standing.server, revision: standing.revision)
        }
        stopped.withLock { _ = $0.insert(tenant) }
        pools.hold(tenant, for: duration)
    }
}
