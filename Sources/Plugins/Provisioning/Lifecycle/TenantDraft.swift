import Contracts
import FoundationEssentials

/// A tenant that is to be made.
struct TenantDraft: Sendable {
    /// What the registry holds for it from the first step on.
    struct Reserved: Sendable {
        let slug: Slug
        let owner: UUID
        let job: JobOrder
    }

    let id: TenantID
    /// The job that makes it.
    let job: UUID
    let order: TenantOrder
    /// The slug that was asked for, or that the name suggests.
    let firstSlug: Slug
    let placement: Placement
    /// That of the tenant's database role.
    let password: RolePassword

    func jobOrder(_ payload: JSONObject = JSONObject()) -> JobOrder {
        JobOrder(id: job, kind: TenantCreation.kindName, tenant: id, payload: payload, requestedBy: order.actor)
    }

    func created(_ reserved: Reserved) -> CreatedTenant {
        CreatedTenant(
            tenant: Tenant(
                id: id, slug: reserved.slug, name: order.organizationName, plan: order.plan, status: .active,
                placement: placement),
            ownerAccount: reserved.owner)
    }
}
