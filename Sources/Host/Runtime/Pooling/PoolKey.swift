public import Contracts

/// Which database a pool is for.
public enum PoolKey: Hashable, Sendable, CustomStringConvertible {
    /// The host's own registry. Its connections are set aside from the total, so that no tenant can keep the host from it.
    case registry
    case tenant(TenantID)

    /// `registry`, or the tenant's id.
    public var description: String {
        switch self {
        case .registry: "registry"
        case .tenant(let tenant): tenant.description
        }
    }
}
