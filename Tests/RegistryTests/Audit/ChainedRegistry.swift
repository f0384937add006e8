import Contracts
import FoundationEssentials
import HostCrypto
import Synchronization
import TestSupport
import Testing

@testable import HostRegistry

private final class CollectedText: Sendable {
    let bytes = Mutex<[UInt8]>([])
}

/// A registry under the product's own cryptography, with what it takes to write its audit log and to damage it.
struct ChainedRegistry: Sendable {
    let database: DirectDatabase
    let name: String
    let store: TenantStore
    let cryptography: OpenSSLCryptography
    let log = RegistryAuditLog()

    /// - Parameter migration: the end of the name of the first migration that is left out.
    static func make(before migration: String? = nil) async throws -> ChainedRegistry {
        let cluster = try await PostgresCluster.shared
        let name = try await cluster.createDatabase("registry")
        let cryptography = try OpenSSLCryptography(key: [UInt8](repeating: 0x07, count: 32))
        let plans = PlanCatalogue(plans: [], defaultPlan: Plan(name: "free", isSelfService: true))
        let registry = ChainedRegistry(
            database: DirectDatabase(cluster.target(database: name)), name: name,
            store: TenantStore(plans: plans, cryptography: cryptography), cryptography: cryptography)
        try await registry.migrate(before: migration)
        return registry
    }

    /// - Parameter migration: as above; nil migrates to the newest.
    func migrate(before migration: String? = nil) async throws {
        let wanted = RegistryMigrations.set.migrations.prefix { entry in migration.map { !entry.name.hasSuffix($0) } ?? true }
        let set = MigrationSet(owner: "registry", migrations: Array(wanted))
        let runner = MigrationRunner(cryptography: cryptography)
        try await database.withConnection { try await runner.migrate([set], on: $0) }
    }

    func record(_ action: String, by actor: String = "cli", of tenant: TenantID? = nil, _ reason: String = "") async throws {
        let entry = AuditEntry(
            actor: actor, action: action, tenant: tenant, details: JSONObject([JSONMember("reason", .string(reason))]))
        try await database.transaction { try await log.record(entry, on: $0) }
    }

    /// An active tenant, with the first entry of its chain.
    func addTenant(_ slug: String = "acme") async throws -> TenantID {
        let id = TenantID.random()
        let empty: [UInt8] = []
        _ = try await database.query(
            """
            INSERT INTO tenant (id, slug, name, plan, status, server, database_name, role_name, sealed_password, schema_version,
                schema_fingerprint)
            VALUES (\(id), \(slug), \(slug), 'free', 'active', 'main', \("db_" + slug), \("role_" + slug), \(empty), 1, '')
            """)
        try await record("tenant.created", of: id, "Jane Doe")
        return id
    }

    var isSomebodyWaiting: Bool {
        get async throws {
            try await !database.query(
                "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            ).isEmpty
        }
    }

    /// Erases the tenant as a deletion does once its database is gone.
    func erase(_ tenant: TenantID) async throws -> ErasureReceipt {
        try await database.transaction { connection in
            _ = try await store.requestErasure(of: tenant, grace: .zero, actor: "operator:ops", on: connection)
            let row = try await store.erase(tenant, on: connection)
            try await log.record(AuditEntry(actor: "system", action: "tenant.deleted", tenant: tenant), on: connection)
            let report = ErasureReport(
                receiptID: UUID(), tenant: tenant, requestedBy: row.requestedBy ?? "system", requestedAt: row.requestedAt,
                erased: ["tenant": 1, "account": 2, "session": 0], erasedAccounts: 2)
            return try await store.issueReceipt(report, on: connection)
        }
    }

    /// Runs a script with all triggers off, as somebody would who owns the database and wants to hide something.
    func tamper(_ script: String) async throws {
        try await PostgresCluster.shared.execute("SET session_replication_role = replica; " + script, database: name)
    }

    func verifyLog() async throws -> AuditVerifier.Summary {
        try await AuditVerifier(cryptography: cryptography).verify(database)
    }

    func verifyReceipts() async throws -> ReceiptVerifier.Summary {
        try await ReceiptVerifier(cryptography: cryptography).verify(database)
    }

    /// The log as it is exported, line by line.
    func exportedLines(of tenant: TenantID? = nil) async throws -> [[UInt8]] {
        let text = CollectedText()
        try await log.export(tenant, from: database) { piece in text.bytes.withLock { $0 += piece } }
        return text.bytes.withLock { $0 }.split(separator: UInt8(ascii: "\n")).map(Array.init)
    }
}
