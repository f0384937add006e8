import Contracts

/// A tenant that is being made.
struct TenantDraft: Sendable {
    /// What the registry holds for it from the first step on.
    struct Reserved: Sendable {
        let slug: Slug
        let owner: NewOwner
    }

    let id: TenantID
    let plan: String
    let actor: String
    let placement: Placement
    /// That of the tenant's database role.
    let password: RolePassword
    /// Whether database and role are there already, out of the stock.
    let isReady: Bool

    func build(_ schema: TenantSchema) -> TenantBuild {
        TenantBuild(placement: placement, password: password.secret, schema: schema)
    }
}
