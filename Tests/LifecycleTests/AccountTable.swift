import Contracts
import FoundationEssentials

/// Accounts as the lifecycle of tenants needs them, in a table of the registry: unique addresses, one tenant each.
struct AccountTable: IdentityService {
    static let migrations = MigrationSet(
        owner: "accounts",
        migrations: [
            Migration(
                version: 1, name: "V0001_create_account",
                script: """
                    CREATE TABLE account (id uuid PRIMARY KEY, email text UNIQUE NOT NULL, password_hash text NOT NULL,
                        tenant uuid NOT NULL REFERENCES tenant (id))
                    """)
        ])

    private let hashing: @Sendable () async throws -> String

    init(hashing: @escaping @Sendable () async throws -> String = { "hashed" }) { self.hashing = hashing }

    func hash(_ password: Secret) async throws -> String { try await hashing() }

    func createOwner(
        email: EmailAddress, of tenant: TenantID, on connection: any DatabaseConnection
    ) async throws -> UUID {
        let id = UUID()
        do {
            _ = try await connection.query(
                """
                INSERT INTO account (id, email, password_hash, tenant)
                VALUES (\(id), \(email.description), '', \(tenant))
                """)
        } catch DatabaseError.server(let diagnostic) where diagnostic.sqlState == .uniqueViolation {
            throw IdentityError.emailTaken
        }
        return id
    }

    func adoptOwner(
        email: EmailAddress, passwordHash: String?, of tenant: TenantID, on connection: any DatabaseConnection
    ) async throws -> UUID? { try await createOwner(email: email, of: tenant, on: connection) }

    func setPassword(hash: String, of account: UUID, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query("UPDATE account SET password_hash = \(hash) WHERE id = \(account)")
    }

    func hasPassword(_ account: UUID, on connection: any DatabaseConnection) async throws -> Bool {
        try await !connection.query("SELECT FROM account WHERE id = \(account) AND password_hash <> ''").isEmpty
    }

    func openSession(account: UUID, tenant: TenantID) async throws -> SessionTokens { throw LifecycleError.unknownTenant }

    func openSession(email: EmailAddress, password: Secret, tenant: TenantID) async throws -> SessionTokens {
        throw LifecycleError.unknownTenant
    }

    func members(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> [TenantMember] {
        try await connection.query("SELECT id, email FROM account WHERE tenant = \(tenant)").map {
            TenantMember(
                account: try $0.decode("id"), email: try $0.decode("email"), role: .owner, joinedAt: "2026-01-01T00:00:00.000Z")
        }
    }

    func eraseMemberships(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> [ErasedAccount] {
        try await connection.query("DELETE FROM account WHERE tenant = \(tenant) RETURNING id, email").map {
            ErasedAccount(id: try $0.decode("id"), email: try $0.decode("email"))
        }
    }
}
