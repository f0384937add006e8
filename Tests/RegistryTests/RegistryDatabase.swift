import Contracts
import HostRegistry
import Logging
import TestSupport

/// A migrated registry of one test's own.
struct RegistryDatabase: Sendable {
    let database: DirectDatabase
    let store: TenantStore
    let name: String

    static func make() async throws -> RegistryDatabase {
        let cluster = try await PostgresCluster.shared
        let name = try await cluster.createDatabase("registry")
        let database = DirectDatabase(cluster.target(database: name))
        let runner = MigrationRunner(cryptography: PlainCryptography())
        try await database.withConnection { try await runner.migrate([RegistryMigrations.set], on: $0) }
        let plans = PlanCatalogue(plans: [], defaultPlan: Plan(name: "free", isSelfService: true))
        return RegistryDatabase(database: database, store: TenantStore(plans: plans, cryptography: PlainCryptography()), name: name)
    }

    /// A feed that reads soon or, with a long interval, only when it is woken.
    func feed(pollInterval: Duration = .milliseconds(20), as host: HostInstance? = nil) -> RegistryChangeFeed {
        RegistryChangeFeed(
            registry: database, lease: HostLease(duration: .seconds(10)),
            settings: FeedSettings(pollInterval: pollInterval, readTimeout: .seconds(2)), host: host,
            logger: Logger(label: "test"))
    }

    /// The servers as a host knows them that enters these first.
    func servers(_ servers: [DatabaseServer]) async throws -> DatabaseServers {
        let entry = SettingsServers(cryptography: PlainCryptography(), audit: RegistryAuditLog(), changes: feed())
        try await database.withConnection { try await entry.enter(servers, on: $0) }
        return DatabaseServers(registry: database, cryptography: PlainCryptography())
    }

    func reservation(_ slug: String, id: TenantID = .random()) throws -> TenantReservation {
        guard let slug = Slug(slug) else { throw LifecycleError.slugReserved }
        let placement = Placement(server: "test", database: "tenant_\(id)", role: "tenant_\(id)")
        return TenantReservation(
            id: id, slug: slug, name: "Acme", plan: "free",
            build: TenantBuild(
                placement: placement, password: Secret("s3cret"), schema: TenantSchema(version: 1, fingerprint: "f")))
    }

    /// Enters a tenant and brings it to `active`.
    func addTenant(_ slug: String) async throws -> TenantID {
        let reservation = try reservation(slug)
        return try await database.transaction { connection in
            try await store.reserve(reservation, on: connection)
            return try await store.transition(reservation.id, from: [.pending], to: .active, reason: nil, on: connection).id
        }
    }
}
