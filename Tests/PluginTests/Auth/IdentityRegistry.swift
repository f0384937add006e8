import Contracts
import FoundationEssentials
import HostCrypto
import HostPostgres
import HostRegistry
import Synchronization
import TestSupport

@testable import AdminPlugin
@testable import AuthPlugin

/// A migrated registry in a database of its own on the tests' cluster. Every use has a connection of its own, as in a pool.
final class IdentityRegistry: Database {
    private let target: ConnectionTarget
    private let idle = Mutex<[any PooledConnection]>([])
    /// While it is true, the registry cannot be reached.
    let isCut = Atomic(false)

    static func make() async throws -> IdentityRegistry {
        let cluster = try await PostgresCluster.shared
        let registry = IdentityRegistry(cluster.target(database: try await cluster.createDatabase("registry")))
        let cryptography = try OpenSSLCryptography(key: [UInt8](repeating: 0xAB, count: 32))
        let sets = [
            RegistryMigrations.set, MigrationSet(owner: AuthPlugin.name, migrations: AuthPlugin.registryMigrations),
            MigrationSet(owner: AdminPlugin.name, migrations: AdminPlugin.registryMigrations),
        ]
        try await registry.withConnection { try await MigrationRunner(cryptography: cryptography).migrate(sets, on: $0) }
        return registry
    }

    private init(_ target: ConnectionTarget) { self.target = target }

    func withConnection<Result: Sendable>(
        _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        guard !isCut.load(ordering: .relaxed) else { throw DatabaseError.connectionLost }
        let connection = try await lease()
        do {
            let result = try await body(connection)
            idle.withLock { $0.append(connection) }
            return result
        } catch {
            await connection.close()
            throw error
        }
    }

    /// Enters an active tenant and returns its identity.
    func addTenant(_ slug: String, name: String? = nil, plan: String = "pro", server: String = "main") async throws -> TenantID {
        let id = TenantID.random()
        let empty: [UInt8] = []
        _ = try await query(
            """
            INSERT INTO tenant (id, slug, name, plan, status, server, database_name, role_name, sealed_password, schema_version,
                schema_fingerprint)
            VALUES (\(id), \(slug), \(name ?? slug), \(plan), 'active', \(server), \("db_" + slug), \("role_" + slug), \(empty), 4, '')
            """)
        return id
    }

    func setStatus(_ status: TenantStatus, of tenant: TenantID) async throws {
        _ = try await query(
            """
            UPDATE tenant SET status = \(status.rawValue), suspension_reason = CASE \(status.rawValue) WHEN 'suspended' THEN 'unpaid' END
            WHERE id = \(tenant)
            """)
    }

    /// Enters an account, and its memberships.
    func addAccount(_ email: String, password: String, in tenants: [(TenantID, TenantRole)]) async throws -> UUID {
        let id = UUID()
        _ = try await query(
            "INSERT INTO account (id, email, password_hash) VALUES (\(id), \(email), \(IdentityHasher.hash(of: password)))")
        for (tenant, role) in tenants {
            _ = try await query("INSERT INTO membership (account, tenant, role) VALUES (\(id), \(tenant), \(role.rawValue))")
        }
        return id
    }

    /// The one number that `statement` answers.
    func number(_ statement: SQL) async throws -> Int {
        try await query(statement).first?.decode(at: 0) ?? -1
    }

    func close() async {
        let connections = idle.withLock { connections in
            defer { connections = [] }
            return connections
        }
        for connection in connections { await connection.close() }
    }

    private func lease() async throws -> any PooledConnection {
        if let connection = idle.withLock({ $0.popLast() }) { return connection }
        return try await TestReactors.driver.connect(to: target, deadline: .now + .seconds(10))
    }
}
