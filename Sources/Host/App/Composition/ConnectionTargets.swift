import Contracts
import HostRegistry
import HostRuntime
import Synchronization

/// Where each pool connects to. The tenants' part comes later than the registry's, because it is read from the registry.
final class ConnectionTargets: Sendable {
    private let registry: ConnectionTarget
    private let tenants = Mutex<TenantConnectionTargets?>(nil)

    init(registry: ConnectionTarget) { self.registry = registry }

    func serve(_ targets: TenantConnectionTargets) { tenants.withLock { $0 = targets } }

    func target(for key: PoolKey) async throws -> ConnectionTarget {
        switch key {
        case .registry: return registry
        case .tenant(let tenant):
            guard let targets = tenants.withLock({ $0 }) else { throw PoolError.shuttingDown }
            return try await targets.target(of: tenant).target
        }
    }
}
