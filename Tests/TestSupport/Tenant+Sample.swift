public import Contracts

extension Tenant {
    /// A tenant of its own for a test; its slug must be well-formed.
    public static func sample(
        _ slug: String = "acme", status: TenantStatus = .active, plan: Plan = Plan(name: "free", isSelfService: true),
        isOutdated: Bool = false, limits: TenantLimits = TenantLimits()
    ) -> Tenant {
        guard let slug = Slug(slug) else { preconditionFailure("'\(slug)' is not a slug") }
        let id = TenantID.random()
        let placement = Placement(server: "main", database: "tenant_\(id)", role: "tenant_\(id)")
        return Tenant(
            id: id, slug: slug, name: "Sample", plan: plan, status: status, placement: placement, isOutdated: isOutdated,
            overrides: limits)
    }
}
