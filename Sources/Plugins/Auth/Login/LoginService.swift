internal import Contracts
internal import FoundationEssentials
internal import Logging

/// Signs users in by e-mail address and password.
struct LoginService: Sendable {
    private let accounts: AccountStore
    private let passwords: any PasswordHasher
    private let sessions: SessionService
    private let throttle: LoginThrottle

    init(_ context: PluginContext, _ settings: AuthSettings, _ sessions: SessionService) {
        accounts = AccountStore(registry: context.registry)
        passwords = context.passwords
        throttle = LoginThrottle(settings.login)
        self.sessions = sessions
    }

    /// Opens a session for whoever knows the password. What an account belongs to, and whether that is being served, is told
    /// to nobody else.
    ///
    /// - Throws: `AuthError`.
    func login(_ credentials: Credentials, _ context: RequestContext, from client: String) async throws -> SessionTokens {
        let (candidate, membership) = try await identify(credentials, context, from: client)
        if let refusal = AuthError(refusing: membership.status) { throw refusal }
        return try await sessions.open(candidate.account, membership.organization.tenant)
    }

    /// The account and the organization that the credentials are right for; every call ends by settling its attempt.
    private func identify(
        _ credentials: Credentials, _ context: RequestContext, from client: String
    ) async throws -> (LoginCandidate, LoginCandidate.Membership) {
        let attempt = try throttle.begin(credentials.email, from: client)
        do {
            let candidate = try await verify(credentials, context.logger)
            let membership = try candidate.membership(named: credentials.organization, hostTenant: context.hostTenant?.id)
            throttle.succeeded(attempt)
            return (candidate, membership)
        } catch AuthError.invalidCredentials {
            throw AuthError.invalidCredentials
        } catch AuthError.organizationRequired(let choices) {
            throttle.succeeded(attempt)
            throw AuthError.organizationRequired(choices)
        } catch {
            throttle.abandoned(attempt)
            throw error
        }
    }

    private func verify(_ credentials: Credentials, _ logger: Logger) async throws -> LoginCandidate {
        let candidate = try await accounts.candidate(credentials.email)
        // An unknown account costs the same: the hasher works against nothing.
        let verdict = try await passwords.verify(credentials.password, against: candidate?.passwordHash)
        guard let candidate, let hash = candidate.passwordHash, verdict.matches else { throw AuthError.invalidCredentials }
        if verdict.needsRehash { await renew(hash, of: candidate.account, credentials.password, logger) }
        return candidate
    }

    /// Hashes the password under today's parameters. Signing in does not depend on it: it is tried again next time.
    private func renew(_ oldHash: String, of account: UUID, _ password: Secret, _ logger: Logger) async {
        do {
            try await accounts.replaceHash(of: account, from: oldHash, to: try await passwords.hash(password))
        } catch {
            logger.notice("The password hash could not be renewed", metadata: ["error": "\(error)"])
        }
    }
}
