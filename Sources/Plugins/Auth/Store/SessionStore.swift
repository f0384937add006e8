internal import Contracts
internal import FoundationEssentials

/// The sessions and refresh tokens in the registry. Times are the registry's own, so that hosts need not agree on theirs.
struct SessionStore: Sendable {
    let idleDays: Int
    let maxDays: Int

    /// Opens a session and gives it its first refresh token. The membership is locked until the transaction ends: one that is
    /// being taken away is waited for, and then is none.
    ///
    /// - Returns: nil when the account is no member of the tenant.
    func open(_ account: UUID, _ tenant: TenantID, tokenHash: [UInt8], on connection: any DatabaseConnection) async throws
        -> OpenSession?
    {
        let rows = try await connection.query(
            """
            INSERT INTO session (id, account, tenant, expires_at)
            SELECT \(UUID()), m.account, m.tenant, now() + make_interval(days => \(min(idleDays, maxDays))::int)
            FROM membership m WHERE m.account = \(account) AND m.tenant = \(tenant)
            FOR KEY SHARE OF m
            RETURNING id
            """)
        guard let id: UUID = try rows.first?.decode("id") else { return nil }
        try await addToken(tokenHash, to: id, generation: 0, on: connection)
        return try await read(id, on: connection)
    }

    /// Locks the session that a refresh token belongs to, so that the uses of one family come one after the other.
    ///
    /// - Returns: nil when nobody has issued such a token.
    func lock(tokenHash: [UInt8], on connection: any DatabaseConnection) async throws -> PresentedToken? {
        let locked = try await connection.query(
            """
            SELECT s.id FROM refresh_token t JOIN session s ON s.id = t.session
            WHERE t.token_hash = \(tokenHash) FOR UPDATE OF s
            """)
        guard let session: UUID = try locked.first?.decode("id") else { return nil }
        // Only a statement that begins after the lock is held sees what its former holder did.
        let rows = try await connection.query(
            """
            SELECT t.generation, s.generation AS session_generation, s.revoked_at IS NOT NULL AS is_revoked,
                s.expires_at <= now() AS is_expired, n.status,
                (extract(epoch FROM clock_timestamp() - t.used_at) * 1000)::bigint AS used_ms_ago
            FROM refresh_token t JOIN session s ON s.id = t.session JOIN tenant n ON n.id = s.tenant
            WHERE t.token_hash = \(tokenHash)
            """)
        return try rows.first.map { try PresentedToken(session: session, row: $0) }
    }

    /// Marks the token as used, and takes the session on to its next generation and its expiry further into the future.
    func advance(_ token: PresentedToken, hash: [UInt8], on connection: any DatabaseConnection) async throws {
        _ = try await connection.query("UPDATE refresh_token SET used_at = clock_timestamp() WHERE token_hash = \(hash)")
        _ = try await connection.query(
            """
            UPDATE session SET generation = generation + 1, refreshed_at = now(),
                expires_at = least(now() + make_interval(days => \(idleDays)::int), created_at + make_interval(days => \(maxDays)::int))
            WHERE id = \(token.session)
            """)
    }

    func addToken(_ hash: [UInt8], to session: UUID, generation: Int64, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query(
            "INSERT INTO refresh_token (token_hash, session, generation) VALUES (\(hash), \(session), \(generation)::bigint)")
    }

    /// The session with the account's present role; nil when it has ended.
    func read(_ id: UUID, on connection: any DatabaseConnection) async throws -> OpenSession? {
        let rows = try await connection.query(
            """
            SELECT s.account, s.tenant, a.email, m.role, extract(epoch FROM s.expires_at - now())::bigint AS seconds_left
            FROM session s
            JOIN account a ON a.id = s.account
            JOIN membership m ON m.account = s.account AND m.tenant = s.tenant
            WHERE s.id = \(id) AND s.revoked_at IS NULL AND s.expires_at > now()
            """)
        return try rows.first.map { try OpenSession(id: id, row: $0) }
    }

    /// Ends a session.
    ///
    /// - Returns: whether it was open until now, with its account and tenant.
    func revoke(_ id: UUID, because reason: RevocationReason, on connection: any DatabaseConnection) async throws -> EndedSession? {
        let rows = try await connection.query(
            """
            UPDATE session SET revoked_at = now(), revoked_reason = \(reason.rawValue)
            WHERE id = \(id) AND revoked_at IS NULL RETURNING account, tenant
            """)
        return try rows.first.map { try EndedSession(id: id, account: $0.decode("account"), tenant: $0.decode("tenant")) }
    }

    /// The session that a refresh token, used or not, belongs to.
    func find(tokenHash: [UInt8], on connection: any DatabaseConnection) async throws -> UUID? {
        try await connection.query("SELECT session FROM refresh_token WHERE token_hash = \(tokenHash)").first?.decode("session")
    }

    /// Removes the account's sessions that ended more than a week ago, so that sign-ins do not pile up.
    func removeEnded(of account: UUID, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query(
            """
            DELETE FROM session WHERE account = \(account)
                AND least(expires_at, coalesce(revoked_at, expires_at)) < now() - interval '7 days'
            """)
    }
}
