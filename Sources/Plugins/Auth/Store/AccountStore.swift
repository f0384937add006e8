internal import Contracts
internal import FoundationEssentials

/// The accounts in the registry.
struct AccountStore: Sendable {
    /// Stands for the hash of an account whose owner has no password yet. No password has it.
    static let noPassword = "*"

    let registry: any Database

    /// The account behind `email` with its organizations, in one query whether or not it exists. Nil when it does not.
    func candidate(_ email: EmailAddress) async throws -> LoginCandidate? {
        let rows = try await registry.query(
            """
            SELECT a.id, nullif(a.password_hash, \(Self.noPassword)) AS password_hash, t.id AS tenant, t.slug, t.name, t.status
            FROM account a
            LEFT JOIN (membership m JOIN tenant t ON t.id = m.tenant AND t.status IN ('pending', 'active', 'suspended'))
                ON m.account = a.id
            WHERE a.email = \(email.description)
            ORDER BY t.slug
            """)
        guard let first = rows.first else { return nil }
        return LoginCandidate(
            account: try first.decode("id"), passwordHash: try first.decode("password_hash"),
            memberships: try rows.map(membership).compactMap { $0 })
    }

    /// Puts `newHash` in the place of `oldHash`, unless the password was changed meanwhile.
    func replaceHash(of account: UUID, from oldHash: String, to newHash: String) async throws {
        _ = try await registry.query(
            "UPDATE account SET password_hash = \(newHash) WHERE id = \(account) AND password_hash = \(oldHash)")
    }

    func setHash(of account: UUID, to hash: String, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query("UPDATE account SET password_hash = \(hash) WHERE id = \(account)")
    }

    func hasPassword(_ account: UUID, on connection: any DatabaseConnection) async throws -> Bool {
        try await !connection.query(
            "SELECT FROM account WHERE id = \(account) AND password_hash <> \(Self.noPassword)"
        ).isEmpty
    }

    /// Makes an account.
    ///
    /// - Returns: nil when the address is taken.
    func create(_ email: EmailAddress, passwordHash: String, on connection: any DatabaseConnection) async throws -> UUID? {
        let rows = try await connection.query(
            """
            INSERT INTO account (email, password_hash) VALUES (\(email.description), \(passwordHash))
            ON CONFLICT (email) DO NOTHING RETURNING id
            """)
        return try rows.first?.decode("id")
    }

    /// The account of that address, locked against erasure until the transaction ends.
    func find(_ email: EmailAddress, on connection: any DatabaseConnection) async throws -> UUID? {
        try await connection.query("SELECT id FROM account WHERE email = \(email.description) FOR KEY SHARE").first?.decode("id")
    }

    private func membership(_ row: Row) throws -> LoginCandidate.Membership? {
        guard let tenant: TenantID = try row.decode("tenant") else { return nil }
        return LoginCandidate.Membership(
            organization: OrganizationChoice(tenant: tenant, slug: try row.decode("slug"), name: try row.decode("name")),
            status: try row.decode("status"))
    }
}
