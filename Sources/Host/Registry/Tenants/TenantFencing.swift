public import Contracts
import Synchronization

/// Closes a tenant's pool on this host when the tenant is no longer active, wherever that was decided, and lets it come again.
///
/// It is part of applying a change: a host that has confirmed a suspension gives nobody a connection of the tenant any more.
public final class TenantFencing: Sendable {
    private let store: TenantStore
    private let registry: any Database
    private let pools: any PoolManager
    private let fenced = Mutex<Set<TenantID>>([])

    public init(store: TenantStore, registry: any Database, pools: any PoolManager) {
        self.store = store
        self.registry = registry
        self.pools = pools
    }

    /// Brings the pools of those whom `changes` name into line with what the registry says now, whatever the changes were.
    public func apply(_ changes: [RegistryChange?]) async throws {
        let concerned = concerned(by: changes)
        guard !concerned.isEmpty else { return }
        let statuses = try await store.statuses(of: Array(concerned), in: registry)
        for tenant in concerned { settle(tenant, statuses[tenant]) }
    }

    private func concerned(by changes: [RegistryChange?]) -> Set<TenantID> {
        var concerned: Set<TenantID> = []
        for change in changes {
            switch change {
            case .tenant(let tenant): concerned.insert(tenant)
            // After a gap anybody who has a pool, or whose pool was closed, may have changed.
            case nil: concerned.formUnion(fenced.withLock { $0.union(pools.statistics().pools.map(\.tenant)) })
            case .account, .session, .operatorKey, .apiKey, .databaseServer: break
            }
        }
        return concerned
    }

    private func settle(_ tenant: TenantID, _ status: TenantStatus?) {
        switch status {
        case .active?:
            fenced.withLock { _ = $0.remove(tenant) }
            pools.reopen(tenant)
        case nil:
            // It is gone for good: nobody can find out where to connect, so nothing of it has to be remembered.
            pools.fence(tenant)
            fenced.withLock { _ = $0.remove(tenant) }
            pools.reopen(tenant)
        case .pending?, .suspended?, .deleting?, .deleted?, .failed?:
            fenced.withLock { _ = $0.insert(tenant) }
            pools.fence(tenant)
        }
    }
}
