import Contracts

/// What a tenant is looked up by.
enum TenantKey: Hashable, Sendable {
    case id(TenantID)
    case slug(Slug)
}
