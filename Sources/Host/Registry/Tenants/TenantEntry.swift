import Contracts

/// A tenant as the directory keeps it: the tenant and the sealed password of its database role, opened only on use.
struct TenantEntry: Sendable, Equatable {
    let tenant: Tenant
    let sealedPassword: [UInt8]
}
