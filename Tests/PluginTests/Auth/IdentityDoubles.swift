import Contracts
import FoundationEssentials
import Synchronization
import TestSupport

/// The directory is the host's; no route of these plugins asks it.
struct IdentityDirectory: TenantDirectory {
    func tenant(_ id: TenantID) async throws -> Tenant? { nil }
    func tenant(slug: Slug) async throws -> Tenant? { nil }
}

/// Pools whose statistics a test sets.
final class IdentityPools: PoolManager {
    let current = Mutex(PoolManagerStatistics(totalConnections: 0, maxTotalConnections: 100, pools: []))

    func statistics() -> PoolManagerStatistics { current.withLock { $0 } }
    func close(_ tenant: TenantID) async {}
    func fence(_ tenant: TenantID) {}
    func reopen(_ tenant: TenantID) {}
    func hold(_ tenant: TenantID, for duration: Duration) {}
    func release(_ tenant: TenantID, to server: String, revision: Int) {}
}

/// Tenants that all ask for the same.
struct IdentityTraffic: TenantTraffic {
    func traffic(of tenant: TenantID) -> TrafficReading { TrafficReading(concurrentRequests: 2, lastMinute: 7) }
}

/// A lifecycle that changes the row and remembers what it was told.
final class IdentityLifecycle: TenantLifecycle {
    let calls = Mutex<[String]>([])
    private let registry: IdentityRegistry

    init(registry: IdentityRegistry) { self.registry = registry }

    func create(_ order: TenantOrder) async throws -> CreatedTenant { throw LifecycleError.noServer }

    func enqueue(_ order: TenantOrder) async throws -> UUID { throw LifecycleError.noServer }

    func suspend(_ tenant: TenantID, reason: String, actor: String) async throws {
        calls.withLock { $0.append("suspend \(reason) \(actor)") }
        try await registry.setStatus(.suspended, of: tenant)
    }

    func activate(_ tenant: TenantID, actor: String) async throws {
        throw LifecycleError.invalidTransition(from: .active, to: .active)
    }

    func delete(_ tenant: TenantID, actor: String) async throws -> ErasureReceipt {
        calls.withLock { $0.append("delete \(actor)") }
        return ErasureReceipt(
            receiptID: UUID(), tenant: tenant, erasedAccounts: 3, completedAt: "2026-01-02T03:04:05Z", document: "{}",
            signature: [1, 2, 3])
    }

    func delete(_ tenant: TenantID, grace: Duration?, actor: String) async throws -> DeletionOutcome {
        guard let grace, grace > .zero else { return .erased(try await delete(tenant, actor: actor)) }
        calls.withLock { $0.append("delete \(actor) in \(grace.components.seconds) s") }
        return .due(at: "2026-01-02T03:04:05Z")
    }

    func restore(_ tenant: TenantID, actor: String) async throws { calls.withLock { $0.append("restore \(actor)") } }
}

/// The server `main` is the tests' cluster; every other is down.
struct IdentityServers: ServerAdministration {
    func placementServers() async throws -> [String] { ["main"] }

    func withConnection<Result: Sendable>(
        server: String, database: String, _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        guard server == "main" else { throw DatabaseError.connectFailed(.timedOut) }
        let cluster = try await PostgresCluster.shared
        return try await cluster.withConnection(to: cluster.target(database: database)) { try await body($0) }
    }

    func withTenantConnection<Result: Sendable>(
        to placement: Placement, password: Secret, _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        throw DatabaseError.connectFailed(.timedOut)
    }
}
