public import Contracts

/// All SQL on the table `tenant`: here what the directory reads, in `TenantStore+Lifecycle` what the lifecycle changes.
public struct TenantStore: Sendable {
    let vault: CredentialVault
    let cryptography: any Cryptography
    private let plans: PlanCatalogue
    /// The schema that this program needs; nil needs none in particular.
    private let needed: TenantSchema?

    public init(plans: PlanCatalogue, cryptography: any Cryptography, needed: TenantSchema? = nil) {
        self.plans = plans
        self.needed = needed
        self.cryptography = cryptography
        vault = CredentialVault(cryptography: cryptography)
    }

    func entry(_ key: TenantKey, in registry: any Database) async throws -> TenantEntry? {
        let condition: SQL =
            switch key {
            case .id(let id): "id = \(id)"
            case .slug(let slug): "slug = \(slug)"
            }
        let rows = try await registry.query(
            """
            SELECT id, slug, name, plan, status, server, database_name, role_name, sealed_password,
                schema_version, schema_fingerprint, limit_overrides, limit_revision,
                (SELECT bytes FROM tenant_size WHERE tenant = id) AS database_bytes
            FROM tenant WHERE \(condition)
            """)
        return try rows.first.map(entry(from:))
    }

    private func entry(from row: Row) throws -> TenantEntry {
        let tenant = Tenant(
            id: try row.decode("id"), slug: try row.decode("slug"), name: try row.decode("name"),
            plan: plans.held(try row.decode("plan")), status: try row.decode("status"),
            placement: try Self.placement(from: row), isOutdated: try needed.map(Self.schema(from: row).isOutdated) ?? false,
            overrides: try row.decode("limit_overrides"), limitRevision: try row.decode("limit_revision"),
            databaseBytes: try row.decode("database_bytes"))
        return TenantEntry(tenant: tenant, sealedPassword: try row.decode("sealed_password"))
    }

    static func placement(from row: Row) throws -> Placement {
        Placement(
            server: try row.decode("server"), database: try row.decode("database_name"), role: try row.decode("role_name"))
    }

    static func schema(from row: Row) throws -> TenantSchema {
        TenantSchema(version: try row.decode("schema_version"), fingerprint: try row.decode("schema_fingerprint"))
    }
}
