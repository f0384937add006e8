public import Contracts
import Synchronization

/// Pools that exist by name only: it keeps what was closed and reopened, in order.
public final class PoolManagerDouble: PoolManager {
    public enum Call: Hashable, Sendable {
        case closed(TenantID)
        case reopened(TenantID)
        case held(TenantID)
        case released(TenantID, server: String)
    }

    private let log = Mutex<[Call]>([])
    private let open: [TenantID]

    /// - Parameter open: tenants that have a pool, as `statistics` tells.
    public init(open: [TenantID] = []) { self.open = open }

    public var calls: [Call] { log.withLock { $0 } }

    public func close(_ tenant: TenantID) async { log.withLock { $0.append(.closed(tenant)) } }

    public func fence(_ tenant: TenantID) { log.withLock { $0.append(.closed(tenant)) } }

    public func reopen(_ tenant: TenantID) { log.withLock { $0.append(.reopened(tenant)) } }

    public func hold(_ tenant: TenantID, for duration: Duration) { log.withLock { $0.append(.held(tenant)) } }

    public func release(_ tenant: TenantID, to server: String, revision: Int) {
        log.withLock { $0.append(.released(tenant, server: server)) }
    }

    public func statistics() -> PoolManagerStatistics {
        let pools = open.map {
            PoolStatistics(tenant: $0, server: "test", connections: 1, idle: 1, leased: 0, waiting: 0, maxConnections: 1)
        }
        return PoolManagerStatistics(totalConnections: open.count, maxTotalConnections: 100, pools: pools)
    }
}
