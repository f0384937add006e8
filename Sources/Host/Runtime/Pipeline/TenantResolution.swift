internal import Contracts
internal import HTTPTypes

/// Which tenant a request belongs to, and whether it may be served.
struct TenantResolution: Sendable {
    struct Resolved {
        let tenant: Tenant
        /// The one that the host name names, which is then the same.
        let hostTenant: Tenant?
    }

    let directory: any TenantDirectory
    let hostNames: HostNames

    /// The tenant that the host name names; nil when it names none.
    ///
    /// - Throws: `AccessRefusal.unknownHostTenant`, or `DirectoryError`.
    func hostTenant(of request: Request) async throws -> Tenant? {
        guard let slug = try hostSlug(of: request) else { return nil }
        guard let tenant = try await directory.tenant(slug: slug) else { throw AccessRefusal.unknownHostTenant }
        return tenant
    }

    /// The tenant that the token names, as it stands now.
    ///
    /// - Throws: `TokenError.tenantGone`, `AccessRefusal` when it disagrees with the host name or is not being served; `DirectoryError`.
    func tenant(of principal: TenantPrincipal, for request: Request) async throws -> Resolved {
        guard let tenant = try await directory.tenant(principal.tenantID) else { throw TokenError.tenantGone }
        return try served(Resolved(tenant: tenant, hostTenant: try await hostTenant(of: request)))
    }

    /// The same when all it takes is in memory; nil when it is not.
    func tenantInMemory(of principal: TenantPrincipal, for request: Request) throws -> Resolved? {
        guard let tenant = try directory.tenantInMemory(principal.tenantID) else { return nil }
        guard let slug = try hostSlug(of: request) else { return try served(Resolved(tenant: tenant, hostTenant: nil)) }
        guard let hostTenant = try directory.tenantInMemory(slug: slug) else { return nil }
        return try served(Resolved(tenant: tenant, hostTenant: hostTenant))
    }

    private func hostSlug(of request: Request) throws(AccessRefusal) -> Slug? {
        guard hostNames.areUsed else { return nil }
        switch hostNames.read(request.fields[FieldNames.host]) {
        case .noTenant: return nil
        case .unknown: throw .unknownHostTenant
        case .slug(let slug): return slug
        }
    }

    private func served(_ resolved: Resolved) throws(AccessRefusal) -> Resolved {
        if let hostTenant = resolved.hostTenant, hostTenant.id != resolved.tenant.id { throw .tenantMismatch }
        switch resolved.tenant.status {
        case .active where resolved.tenant.isOutdated: throw .tenantUpgrading(resolved.tenant.id)
        case .active: return resolved
        case .suspended: throw .tenantSuspended
        case .pending, .deleting, .deleted, .failed: throw .tenantNotActive(resolved.tenant.status)
        }
    }
}
