import Contracts

/// A tenant that is being made.
struct TenantDraft: Sendable {
    /// What the registry holds for it from the first step on.
    struct Reserved: Sendable {
        let slug: Slug
        let owner: NewOwner
    }

    let id: TenantID
    let order: TenantOrder
    let placement: Placement
    /// That of the tenant's database role.
    let password: RolePassword

    func created(_ reserved: Reserved) -> CreatedTenant {
        CreatedTenant(
            tenant: Tenant(
                id: id, slug: reserved.slug, name: order.organizationName, plan: order.plan, status: .active,
                placement: placement),
            ownerAccount: reserved.owner.accountID)
    }
}
