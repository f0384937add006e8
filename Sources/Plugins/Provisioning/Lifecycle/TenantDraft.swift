import Contracts
import FoundationEssentials

/// A tenant that is to be made.
struct TenantDraft: Sendable {
    /// What the registry holds for it from the first step on.
    struct Reserved: Sendable {
        /// As it turned out: one that takes a database out of the stock is named by it.
        let draft: TenantDraft
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
    /// The servers that may take it, that of `placement` first.
    let servers: [String]
    /// That of the tenant's database role.
    let password: RolePassword
    /// Whether database and role are there already, out of the stock.
    var isReady = false

    /// The same in a database out of the stock.
    func moved(to database: StockDatabase) -> TenantDraft {
        TenantDraft(
            id: database.id, job: job, order: order, firstSlug: firstSlug, placement: database.placement, servers: servers,
            password: database.password, isReady: true)
    }

    /// The same on another server.
    func placed(on server: String) -> TenantDraft {
        TenantDraft(
            id: id, job: job, order: order, firstSlug: firstSlug,
            placement: Placement(server: server, database: placement.database, role: placement.role), servers: servers,
            password: password)
    }

    func build(_ schema: TenantSchema) -> TenantBuild {
        TenantBuild(placement: placement, password: password.secret, schema: schema)
    }

    func jobOrder(_ payload: JSONObject = JSONObject()) -> JobOrder {
        JobOrder(id: job, kind: TenantCreation.kindName, tenant: id, payload: payload, requestedBy: order.actor)
    }
}

extension TenantDraft {
    func created(as slug: Slug, owner: UUID, status: TenantStatus = .active) -> CreatedTenant {
        CreatedTenant(
            tenant: Tenant(
                id: id, slug: slug, name: order.organizationName, plan: order.plan, status: status, placement: placement),
            ownerAccount: owner)
    }
}
