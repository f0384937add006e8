internal import Contracts
internal import HTTPTypes

/// Which tenant a request belongs to, and whether it may be served.
struct TenantResolution: Sendable {
    let directory: any TenantDirectory
    let hostNames: HostNames

    /// The tenant that the host name names; nil when it names none.
    ///
    /// - Throws: `AccessRefusal.unknownHostTenant`, or `DirectoryError`.
    func hostTenant(of request: Request) async throws -> Tenant? {
        guard hostNames.areUsed else { return nil }
        switch hostNames.read(request.fields[FieldNames.host]) {
        case .noTenant: return nil
        case .unknown: throw AccessRefusal.unknownHostTenant
        case .slug(let slug):
            guard let tenant = try await directory.tenant(slug: slug) else { throw AccessRefusal.unknownHostTenant }
            return tenant
        }
    }

    /// The tenant that the token names, as it stands now.
    ///
    /// - Throws: `AccessRefusal` when it is gone, disagrees with the host name or is not being served; `DirectoryError`.
    func tenant(of principal: TenantPrincipal, for request: Request) async throws -> (tenant: Tenant, hostTenant: Tenant?) {
        guard let tenant = try await directory.tenant(principal.tenantID) else { throw AccessRefusal.tenantGone }
        let hostTenant = try await hostTenant(of: request)
        if let hostTenant, hostTenant.id != tenant.id { throw AccessRefusal.tenantMismatch }
        switch tenant.status {
        case .active: return (tenant, hostTenant)
        case .suspended: throw AccessRefusal.tenantSuspended
        case .pending, .deleting, .deleted, .failed: throw AccessRefusal.tenantNotActive(tenant.status)
        }
    }
}
