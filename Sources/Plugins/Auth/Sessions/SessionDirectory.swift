internal import Contracts
internal import FoundationEssentials

/// The sessions in use, in memory, let go of when the change feed names one, its account or its tenant.
struct SessionDirectory: Sendable {
    private let cache: CredentialCache<SessionState>

    /// - Parameters:
    ///   - capacity: sessions kept in memory at most.
    ///   - load: reads one session from the registry.
    init(capacity: Int, load: @escaping @Sendable (UUID) async throws -> SessionState) {
        cache = CredentialCache(capacity: capacity, load: load)
    }

    /// The session that verified `claims` name.
    ///
    /// - Throws: what reading the registry throws.
    func session(_ claims: AccessClaims) async throws -> SessionState {
        let owner = CredentialOwner(account: claims.accountID, tenant: claims.tenantID)
        return try await cache.value(of: claims.sessionID, owner: owner)
    }

    /// The same, if it is in memory.
    func sessionInMemory(_ claims: AccessClaims) -> SessionState? { cache.valueInMemory(of: claims.sessionID) }

    /// Lets go of whatever `change` may have made wrong; nil is everything.
    func invalidate(_ change: RegistryChange?) {
        switch change {
        case .session(let id): cache.forget(id)
        case .account(let account): cache.forget { $0.account == account }
        case .tenant(let tenant): cache.forget { $0.tenant == tenant }
        case .operatorKey, .apiKey, .databaseServer: break
        case nil: cache.forget { _ in true }
        }
    }
}
