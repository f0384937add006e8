public import Contracts

/// Which database a pool is for.
public enum PoolKey: Hashable, Sendable {
    /// The host's own registry. Its connections are set aside from the total, so that no tenant can keep the host from it.
    case registry
    case tenant(TenantID)
}
