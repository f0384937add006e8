import Contracts

/// Looks for what this host still holds of a tenant in memory. Other hosts let go of it when they read the change feed.
struct HostResidue: Sendable {
    let pools: any PoolManager
    let directory: any TenantDirectory
    let changes: any ChangeFeed

    /// - Throws: when this host has not heard that the tenant is fenced off.
    func scan(for subject: ErasureSubject) async throws -> [Residue] {
        try await changes.catchUp()
        await pools.close(subject.tenant)
        let connections = pools.statistics().pools.filter { $0.tenant == subject.tenant }.reduce(0) { $0 + $1.connections }
        return (connections > 0 ? [Residue(place: "host.pool", count: connections)] : [])
            + (try isServed(subject.tenant) ? [Residue(place: "host.directory", count: 1)] : [])
    }

    private func isServed(_ tenant: TenantID) throws -> Bool {
        do {
            return try directory.tenantInMemory(tenant)?.status == .active
        } catch DirectoryError.stale {
            // A directory that has heard nothing for too long serves nobody.
            return false
        }
    }
}
