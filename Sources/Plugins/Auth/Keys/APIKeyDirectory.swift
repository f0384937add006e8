internal import Contracts
internal import FoundationEssentials

/// The API keys in use, in memory.
struct APIKeyDirectory: Sendable {
    private let cache: CredentialCache<APIKeyState>

    /// - Parameters:
    ///   - capacity: keys kept in memory at most.
    ///   - load: reads one key from the registry.
    init(capacity: Int, load: @escaping @Sendable (UUID) async throws -> APIKeyState) {
        cache = CredentialCache(capacity: capacity, load: load)
    }

    /// The key that verified `claims` name.
    func key(_ claims: APIKeyClaims) async throws -> APIKeyState {
        try await cache.value(of: claims.keyID, owner: CredentialOwner(account: nil, tenant: claims.tenantID))
    }

    /// Lets go of whatever `change` may have made wrong; nil is everything.
    func invalidate(_ change: RegistryChange?) {
        switch change {
        case .apiKey(let id): cache.forget(id)
        case .tenant(let tenant): cache.forget { $0.tenant == tenant }
        case .account, .session, .operatorKey, .databaseServer: break
        case nil: cache.forget { _ in true }
        }
    }
}
