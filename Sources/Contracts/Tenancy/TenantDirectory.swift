/// The tenants as this host knows them, in memory, kept fresh by the registry's change feed.
public protocol TenantDirectory: Sendable {
    /// The tenant, from memory or, when it is not there yet, from the registry. Nil when it does not exist.
    ///
    /// - Throws: `DirectoryError.stale` when the host holds no lease, as it has not heard from the registry for longer than it may:
    ///   it then serves nobody rather than somebody who has been cut off.
    func tenant(_ id: TenantID) async throws -> Tenant?

    /// The same by the tenant's slug.
    func tenant(slug: Slug) async throws -> Tenant?

    /// The tenant, if it is in memory; nil says nothing of whether it exists.
    ///
    /// - Throws: as `tenant` does.
    func tenantInMemory(_ id: TenantID) throws -> Tenant?

    /// The same by the tenant's slug.
    func tenantInMemory(slug: Slug) throws -> Tenant?

    /// To be asked once more when an answer leaves: the host may have stood still since it looked up whom it is for.
    ///
    /// - Throws: `DirectoryError.stale` when the host holds no lease any more.
    func requireLease() throws(DirectoryError)
}

extension TenantDirectory {
    public func tenantInMemory(_ id: TenantID) throws -> Tenant? { nil }
    public func tenantInMemory(slug: Slug) throws -> Tenant? { nil }
    public func requireLease() throws(DirectoryError) {}
}

/// Why the directory would not answer.
public enum DirectoryError: Error, Equatable, Sendable {
    /// The host holds no lease: it was last renewed `age` ago.
    case stale(age: Duration)
}
