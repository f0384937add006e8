public import Contracts

/// A directory of the tenants it was made with, or one that always fails.
public struct StubTenantDirectory: TenantDirectory {
    private let tenants: [Tenant]
    private let failure: DirectoryError?
    private let isWarm: Bool
    private let holdsLease: @Sendable () -> Bool

    /// - Parameters:
    ///   - isWarm: whether it has its tenants in memory.
    ///   - holdsLease: asked when an answer leaves.
    public init(
        _ tenants: [Tenant] = [], failure: DirectoryError? = nil, isWarm: Bool = false,
        holdsLease: @escaping @Sendable () -> Bool = { true }
    ) {
        self.holdsLease = holdsLease
        self.isWarm = isWarm
        self.tenants = tenants
        self.failure = failure
    }

    public func tenant(_ id: TenantID) async throws -> Tenant? { try find { $0.id == id } }

    public func tenant(slug: Slug) async throws -> Tenant? { try find { $0.slug == slug } }

    public func tenantInMemory(_ id: TenantID) throws -> Tenant? { isWarm ? try find { $0.id == id } : nil }

    public func tenantInMemory(slug: Slug) throws -> Tenant? { isWarm ? try find { $0.slug == slug } : nil }

    public func requireLease() throws(DirectoryError) {
        if !holdsLease() { throw .stale(age: .seconds(9)) }
    }

    private func find(_ isWanted: (Tenant) -> Bool) throws -> Tenant? {
        if let failure { throw failure }
        return tenants.first(where: isWanted)
    }
}
