internal import Contracts
internal import FoundationEssentials

/// Which of the tenants that ended credentials name are still there, in memory: whoever holds one is told whether it ended by itself.
struct TenantPresence: Sendable {
    private let cache: CredentialCache<Bool>

    /// - Parameter capacity: tenants kept in memory at most.
    init(capacity: Int, registry: any Database) {
        cache = CredentialCache(capacity: capacity) { id in
            let rows = try await registry.query(
                "SELECT EXISTS (SELECT FROM tenant WHERE id = \(id) AND status NOT IN ('deleting', 'deleted'))")
            return try rows.first?.decode(at: 0) ?? false
        }
    }

    /// - Throws: `TokenError.tenantGone`, and what reading the registry throws.
    func require(_ tenant: TenantID) async throws {
        guard try await cache.value(of: tenant.uuid, owner: CredentialOwner(account: nil, tenant: tenant)) else {
            throw TokenError.tenantGone
        }
    }

    /// Lets go of whatever `change` may have made wrong; nil is everything.
    func invalidate(_ change: RegistryChange?) {
        switch change {
        case .tenant(let tenant): cache.forget(tenant.uuid)
        case .account, .session, .apiKey, .operatorKey, .databaseServer: break
        case nil: cache.forget { _ in true }
        }
    }
}
