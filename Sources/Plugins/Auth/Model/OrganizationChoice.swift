internal import Contracts

/// One organization that somebody who signs in may choose.
struct OrganizationChoice: Sendable, Equatable {
    let tenant: TenantID
    let slug: Slug
    let name: String

    var json: JSONValue {
        ["tenant_id": .string(tenant.description), "slug": .string(slug.description), "name": .string(name)]
    }
}
