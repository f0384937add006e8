public import Contracts
import Synchronization

/// Pools that exist by name only: it keeps what was closed and reopened, in order.
public final class PoolManagerDouble: PoolManager {
    public enum Call: Hashable, Sendable {
        case closed(TenantID)
        case reopened(TenantID)
    }

    private let log = Mutex<[Call]>([])
    private let open: [TenantID]

    /// - Parameter open: tenants that have a pool, as `statistics` tells.
    public init(open: [TenantID] = []) { self.open = open }

    public var calls: [Call] { log.withLock { $0 } }

    public func close(_ tenant: TenantID) async { log.withLock { $0.append(.closed(tenant)) } }

    public func fence(_ tenant: TenantID) { log.withLock { $0.append(.closed(tenant)) } }

    public func reopen(_ tenant: TenantID) { log.withLock { $0.append(.reopened(tenant)) } }

    public func statistics() -> PoolManagerStatistics {
        let pools = open.map {
            PoolStatistics(tenant: $0, server: "test", connections: 1, idle: 1, leased: 0, waiting: 0, maxConnections: 1)
        }
        return PoolManagerStatistics(totalConnections: open.count, maxTotalConnections: 100, pools: pools)
    }
}
