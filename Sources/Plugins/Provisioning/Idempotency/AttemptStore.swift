import Contracts
import FoundationEssentials

/// The registrations that may be retried, in the registry.
struct AttemptStore: Sendable {
    /// How long a retry is known as one.
    private static let lifetime: SQL = "interval '24 hours'"

    /// Binds the key to the tenant within the transaction that enters the tenant. Of two at once the second waits for the first, and
    /// has the key only when that one failed.
    ///
    /// - Throws: `SignUpError.inProgress` when the key is taken.
    func enter(_ attempt: SignUpAttempt, of tenant: TenantID, on connection: any DatabaseConnection) async throws {
        let entered = try await connection.query(
            """
            INSERT INTO sign_up_attempt AS known (key_code, request_code, tenant)
            VALUES (\(attempt.keyCode), \(attempt.requestCode), \(tenant))
            ON CONFLICT (key_code) DO UPDATE SET request_code = excluded.request_code, tenant = excluded.tenant, made_at = now()
                WHERE known.made_at < now() - \(Self.lifetime)
            """)
        guard entered.affectedRows == 1 else { throw SignUpError.inProgress }
    }

    /// What came of the key so far; nil when nothing did.
    func find(_ keyCode: [UInt8], on connection: any DatabaseConnection) async throws -> EarlierAttempt? {
        try await connection.query(
            """
            SELECT known.request_code, tenant.id, tenant.slug, tenant.status, tenant.awaiting_approval, application.account
            FROM sign_up_attempt AS known JOIN tenant ON tenant.id = known.tenant
                LEFT JOIN tenant_application AS application ON application.tenant = tenant.id
            WHERE known.key_code = \(keyCode) AND known.made_at >= now() - \(Self.lifetime)
            """
        ).first.map(EarlierAttempt.init)
    }

    /// Takes out those that are too old to be asked for.
    func prune(on connection: any DatabaseConnection) async throws {
        _ = try await connection.query("DELETE FROM sign_up_attempt WHERE made_at < now() - \(Self.lifetime)")
    }
}

/// A registration that came under a key before, and how the tenant stands now.
struct EarlierAttempt: Sendable {
    let requestCode: [UInt8]
    let tenant: TenantID
    let slug: Slug
    let status: TenantStatus
    /// The owner's account, as long as an operator's approval is awaited.
    let applicant: UUID?

    init(_ row: Row) throws {
        requestCode = try row.decode("request_code")
        tenant = try row.decode("id")
        slug = try row.decode("slug")
        status = try row.decode("status")
        applicant = try row.decode("awaiting_approval") ? row.decode("account") : nil
    }
}
