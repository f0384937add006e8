import Contracts
import Synchronization

/// The compiled metadata of every workspace that this host has served, kept in memory: a request on the warm path asks the
/// database for nothing.
///
/// A description is shared by all tenants of the same fingerprint, and dropped with the last of them.
final class CatalogueCache: Sendable {
    private struct Entry {
        let catalogue: Catalogue
        let checkedAt: ContinuousClock.Instant
    }

    private struct Reference {
        weak var catalogue: Catalogue?
    }

    private struct State {
        var byTenant: [TenantID: Entry] = [:]
        var byFingerprint: [String: Reference] = [:]
        /// Rises with every letting go, so that what was read before is not kept after it.
        var generation: UInt64 = 0
    }

    private let state = Mutex(State())
    /// How long a description is used before its fingerprint is compared with the database again.
    private let refreshInterval: Duration

    init(refreshInterval: Duration) { self.refreshInterval = refreshInterval }

    func catalogue(
        of tenant: TenantID, in database: any Database, now: ContinuousClock.Instant = .now
    ) async throws -> Catalogue {
        let (entry, generation) = state.withLock { ($0.byTenant[tenant], $0.generation) }
        if let entry, entry.checkedAt.advanced(by: refreshInterval) > now { return entry.catalogue }
        let store = MetadataStore(database: database)
        let fingerprint = try await store.fingerprint()
        if let known = state.withLock({ $0.byFingerprint[fingerprint]?.catalogue }) {
            return keep(known, for: tenant, checkedAt: now, readIn: generation)
        }
        return keep(try await store.catalogue(), for: tenant, checkedAt: now, readIn: generation)
    }

    /// Lets go of a tenant's description, or with nil of all: the next request reads it again.
    func forget(_ tenant: TenantID?) {
        state.withLock { state in
            state.generation += 1
            if let tenant { state.byTenant[tenant] = nil } else { state.byTenant = [:] }
            state.byFingerprint = state.byFingerprint.filter { $0.value.catalogue != nil }
        }
    }

    /// Runs `body`, which works with the tenant's description.
    ///
    /// - Throws: `ObjectsChanged` when a statement of it was refused because the objects are others by now. One that is refused
    ///   although they are the same is told as it is: the tables are not as they are described.
    func explainingChanges<Result>(
        of tenant: TenantID, in database: any Database, _ body: () async throws -> Result
    ) async throws -> Result {
        let known = try await catalogue(of: tenant, in: database).fingerprint
        do {
            return try await body()
        } catch DatabaseError.server(let diagnostic) where diagnostic.isAboutSchema {
            forget(tenant)
            let isSame = try await catalogue(of: tenant, in: database).fingerprint == known
            throw isSame ? DatabaseError.server(diagnostic) : ObjectsChanged() as any Error
        }
    }

    /// Another request may have read the same metadata meanwhile: whichever came first is the one that all share. What may have
    /// changed while it was read serves this one request alone.
    private func keep(
        _ read: Catalogue, for tenant: TenantID, checkedAt: ContinuousClock.Instant, readIn generation: UInt64
    ) -> Catalogue {
        state.withLock { state in
            let catalogue = state.byFingerprint[read.fingerprint]?.catalogue ?? read
            state.byFingerprint[read.fingerprint] = Reference(catalogue: catalogue)
            if state.generation == generation { state.byTenant[tenant] = Entry(catalogue: catalogue, checkedAt: checkedAt) }
            return catalogue
        }
    }
}
