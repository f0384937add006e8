import Contracts
import HostPostgres
import TestSupport
import Testing

@testable import HostRegistry

extension LifecycleStack {
    func order(_ name: String = "Acme", email: String? = nil, slug: String? = nil) throws -> TenantOrder {
        let address = email ?? "owner-\(TenantID.random())@example.com"
        return TenantOrder(
            organizationName: name, slug: slug.flatMap { Slug($0) }, plan: Plan(name: "free", isSelfService: true),
            ownerEmail: try #require(EmailAddress(address)), ownerPassword: Secret("correct horse"), actor: "test")
    }

    func create(_ name: String = "Acme", email: String? = nil, slug: String? = nil) async throws -> Tenant {
        try await lifecycle.create(order(name, email: email, slug: slug)).tenant
    }

    /// What the server has under the test's prefix, the template and its owner left out.
    func remains() async throws -> [String] {
        let rows = try await cluster.query(
            """
            SELECT name FROM (
                SELECT 'database ' || datname AS name, datname AS own FROM pg_database
                UNION ALL SELECT 'role ' || rolname, rolname FROM pg_roles
                ) AS everything
            WHERE starts_with(own, \(prefix)) AND NOT starts_with(own, \(prefix + "template_"))
            """)
        let server = rows.map { $0.text(0) ?? "" }
        let tenants = try await registry.query("SELECT 'row ' || status FROM tenant").map { $0.text(0) ?? "" }
        let accounts = try await registry.query("SELECT 'account' FROM account").map { $0.text(0) ?? "" }
        return server + tenants + accounts
    }

    /// What is in stock, in whatever state.
    func stock() async throws -> [(id: TenantID, state: String, database: String)] {
        try await registry.query("SELECT id, state, database_name FROM stock_database ORDER BY made_at, id").map {
            (try $0.decode(at: 0), try $0.decode(at: 1), try $0.decode(at: 2))
        }
    }

    /// The databases of tenants and of the stock, as the server has them.
    func databases() async throws -> Set<String> {
        let rows = try await cluster.query(
            "SELECT datname FROM pg_database WHERE datname ~ ('^' || \(prefix) || '[0-9a-f]{32}$')")
        return Set(rows.map { $0.text(0) ?? "" })
    }

    /// How the tenant's own role connects, to its database or to another one.
    func target(as tenant: Tenant, to database: String? = nil) async throws -> ConnectionTarget {
        let rows = try await registry.query("SELECT sealed_password FROM tenant WHERE id = \(tenant.id)")
        let sealed: [UInt8] = try #require(rows.first).decode(at: 0)
        let password = try CredentialVault(cryptography: cryptography).open(sealed, of: tenant.id)
        return cluster.target(database: database ?? tenant.placement.database, user: tenant.placement.role, password: password)
    }

    /// One statement as the tenant's own role.
    func query(as tenant: Tenant, _ statement: SQL) async throws -> RowSet {
        try await cluster.withConnection(to: target(as: tenant)) { try await $0.query(statement) }
    }

    func status(of tenant: Tenant) async throws -> String? {
        try await registry.query("SELECT status FROM tenant WHERE id = \(tenant.id)").first?.text(0)
    }
}
