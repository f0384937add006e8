internal import Contracts
internal import FoundationEssentials

/// Opens, refreshes and ends sessions.
struct SessionService: Sendable {
    private let registry: any Database
    private let changes: any ChangeFeed
    private let audit: any AuditLog
    private let cryptography: any Cryptography
    private let tokens: any TokenSigner
    private let store: SessionStore
    private let accessTokenLifetime: Duration
    private let refreshGrace: Duration

    init(_ context: PluginContext, _ settings: AuthSettings) {
        registry = context.registry
        changes = context.changes
        audit = context.audit
        cryptography = context.cryptography
        tokens = context.tokens
        store = SessionStore(idleDays: settings.sessionIdleDays, maxDays: settings.sessionMaxDays)
        accessTokenLifetime = settings.accessTokenLifetime
        refreshGrace = settings.refreshGrace
    }

    /// Opens a session for a member of a tenant, whose status the caller has looked at.
    ///
    /// - Throws: `AuthError.invalidCredentials` when the account is no member (any more).
    func open(_ account: UUID, _ tenant: TenantID) async throws -> SessionTokens {
        let refreshToken = RefreshTokenText.random(cryptography)
        let session = try await registry.transaction { connection in
            // Membership before sessions, as an erasure locks them.
            let session = try await store.open(account, tenant, tokenHash: refreshToken.hash, on: connection)
            try await store.removeEnded(of: account, on: connection)
            return session
        }
        guard let session else { throw AuthError.invalidCredentials }
        return try issue(session, refreshToken)
    }

    /// Exchanges a refresh token for new tokens, or ends its session when it is in two hands.
    ///
    /// - Throws: `AuthError`.
    func refresh(_ presented: String) async throws -> SessionTokens {
        let old = RefreshTokenText(presented, cryptography)
        let successor = RefreshTokenText.random(cryptography)
        // A refusal is a value in here: thrown, it would roll back the revocation that goes with it.
        let outcome = try await registry.transaction { connection -> Result<OpenSession, AuthError> in
            guard let token = try await store.lock(tokenHash: old.hash, on: connection) else {
                return .failure(.refreshTokenInvalid)
            }
            return try await use(token, old, successor, on: connection)
        }
        return try issue(try await settled(outcome), successor)
    }

    /// Ends a session; nothing happens when it has ended already.
    func end(_ session: UUID) async throws {
        try await registry.transaction { connection in
            guard let ended = try await store.revoke(session, because: .logout, on: connection) else { return }
            try await changes.publish(.session(ended.id), on: connection)
        }
        try await changes.settle()
    }

    /// Ends the session that a refresh token belongs to; nothing happens when there is none (RFC 7009 §2.2).
    func end(refreshToken: String) async throws {
        let hash = RefreshTokenText(refreshToken, cryptography).hash
        let session = try await registry.withConnection { try await store.find(tokenHash: hash, on: $0) }
        if let session { try await end(session) }
    }

    /// The session as the registry has it, for the directory of sessions.
    func state(of session: UUID) async throws -> SessionState {
        let open = try await registry.withConnection { try await store.read(session, on: $0) }
        return open.map { .open($0.principal) } ?? .ended
    }

    private func use(
        _ token: PresentedToken, _ old: RefreshTokenText, _ successor: RefreshTokenText, on connection: any DatabaseConnection
    ) async throws -> Result<OpenSession, AuthError> {
        if token.isRevoked { return .failure(.sessionRevoked) }
        if token.isExpired { return .failure(.refreshTokenInvalid) }
        let decision = RefreshDecision(
            tokenGeneration: token.generation, sinceUse: token.sinceUse, sessionGeneration: token.sessionGeneration,
            grace: refreshGrace)
        if decision == .reused {
            try await endReused(token.session, on: connection)
            return .failure(.refreshTokenReused)
        }
        // The token stays unused, so that the client can go on when the organization is active again.
        if let refusal = AuthError(refusing: token.tenantStatus) { return .failure(refusal) }
        if decision == .rotate { try await store.advance(token, hash: old.hash, on: connection) }
        try await store.addToken(successor.hash, to: token.session, generation: token.generation + 1, on: connection)
        guard let session = try await store.read(token.session, on: connection) else { return .failure(.sessionRevoked) }
        return .success(session)
    }

    private func endReused(_ session: UUID, on connection: any DatabaseConnection) async throws {
        guard let ended = try await store.revoke(session, because: .refreshTokenReused, on: connection) else { return }
        let entry = AuditEntry(
            actor: "account:\(ended.account.canonical)", action: "session.revoked", tenant: ended.tenant,
            details: JSONObject([
                JSONMember("session", .string(session.canonical)),
                JSONMember("reason", .string(RevocationReason.refreshTokenReused.rawValue)),
            ]))
        try await audit.record(entry, on: connection)
        try await changes.publish(.session(session), on: connection)
    }

    /// The session of a refresh that succeeded. After a revocation every host is made to know of it before this one answers.
    private func settled(_ outcome: Result<OpenSession, AuthError>) async throws -> OpenSession {
        if case .failure(.refreshTokenReused) = outcome { try await changes.settle() }
        return try outcome.get()
    }

    private func issue(_ session: OpenSession, _ refreshToken: RefreshTokenText) throws -> SessionTokens {
        let principal = session.principal
        // No access token outlives its session, so that its expiry need not be looked up at each request.
        let lifetime = max(.seconds(1), min(accessTokenLifetime, session.timeLeft))
        let claims = AccessClaims(
            accountID: principal.accountID, email: principal.email, tenantID: principal.tenantID, role: principal.role,
            sessionID: principal.sessionID)
        return SessionTokens(
            accessToken: try tokens.sign(claims, lifetime: lifetime), expiresIn: Int(lifetime.components.seconds),
            refreshToken: refreshToken.text, principal: principal)
    }
}

extension AuthError {
    /// Why nobody of a tenant in `status` is let in; nil when they are.
    init?(refusing status: TenantStatus) {
        switch status {
        case .active: return nil
        case .suspended: self = .tenantSuspended
        default: self = .tenantNotActive
        }
    }
}
