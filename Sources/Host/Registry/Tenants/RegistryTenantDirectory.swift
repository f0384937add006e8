public import Contracts
import Synchronization

/// The tenants in memory, each loaded by one query when it is first seen and let go of when the change feed says so.
///
/// It answers only under the host's lease: without one it serves nobody rather than somebody who was cut off.
public final class RegistryTenantDirectory: TenantDirectory {
    private let cache = Mutex(DirectoryCache())
    private let store: TenantStore
    private let registry: any Database
    private let lease: HostLease

    public init(store: TenantStore, registry: any Database, changes: RegistryChangeFeed) {
        self.store = store
        self.registry = registry
        lease = changes.lease
        changes.subscribe { [weak self] change in self?.apply(change) }
    }

    public func tenant(_ id: TenantID) async throws -> Tenant? { try await entry(.id(id))?.tenant }

    public func tenant(slug: Slug) async throws -> Tenant? { try await entry(.slug(slug))?.tenant }

    public func tenantInMemory(_ id: TenantID) throws -> Tenant? { try entryInMemory(.id(id))?.tenant }

    public func tenantInMemory(slug: Slug) throws -> Tenant? { try entryInMemory(.slug(slug))?.tenant }

    /// The tenant with the sealed password of its role.
    func entry(_ key: TenantKey) async throws -> TenantEntry? {
        if let entry = try entryInMemory(key) { return entry }
        while true {
            switch cache.withLock({ $0.look(up: key, at: .now) }) {
            case .found(let entry): return entry
            case .missing: return nil
            case .lead(let flight):
                if let outcome = await load(key, flight: flight) { return try outcome.get() }
            case .follow:
                if let outcome = await follow(key) { return try outcome.get() }
            }
            try requireLease()
        }
    }

    /// One atomic read and one short lock.
    private func entryInMemory(_ key: TenantKey) throws(DirectoryError) -> TenantEntry? {
        try requireLease()
        return cache.withLock { $0.entry(key) }
    }

    /// - Returns: nil when the tenant changed meanwhile.
    private func load(_ key: TenantKey, flight: UInt64) async -> DirectoryCache.Outcome? {
        let outcome: DirectoryCache.Outcome
        do {
            outcome = .success(try await store.entry(key, in: registry))
        } catch {
            outcome = .failure(error)
        }
        let followers = cache.withLock { $0.finish(key, flight: flight, outcome, at: .now) }
        // Its own cancellation or deadline is no reason for others to fail: one of them loads instead.
        let forOthers: DirectoryCache.Outcome? = Self.isPersonal(outcome) ? nil : outcome
        for follower in followers ?? [] { follower.resume(returning: forOthers) }
        return followers == nil && !Self.isPersonal(outcome) ? nil : outcome
    }

    private func follow(_ key: TenantKey) async -> DirectoryCache.Outcome? {
        await withCheckedContinuation { follower in
            if !cache.withLock({ $0.follow(key, follower) }) { follower.resume(returning: nil) }
        }
    }

    private static func isPersonal(_ outcome: DirectoryCache.Outcome) -> Bool {
        guard case .failure(let error) = outcome else { return false }
        return switch error {
        case is CancellationError, DatabaseError.cancelled, DatabaseError.deadlineExceeded: true
        default: false
        }
    }

    public func requireLease() throws(DirectoryError) {
        guard let age = lease.age() else { throw .stale(age: .zero) }
        guard age < lease.duration else { throw .stale(age: age) }
    }

    private func apply(_ change: RegistryChange?) {
        let released: [DirectoryCache.Follower]
        switch change {
        case .tenant(let tenant): released = cache.withLock { $0.invalidate(tenant) }
        case nil: released = cache.withLock { $0.invalidateAll() }
        case .account, .session, .operatorKey, .apiKey, .databaseServer: return
        }
        for follower in released { follower.resume(returning: nil) }
    }
}
