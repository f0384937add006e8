import Contracts

/// Whom an erasure is of: what is looked for once it is done.
struct ErasureSubject: Sendable, Equatable {
    let tenant: TenantID
    let placement: Placement
    /// The accounts that belonged to no other tenant; empty as long as they are not erased.
    var accounts: [ErasedAccount] = []

    /// The tenant's id as it stands in the names of databases and roles.
    var compactID: String { tenant.description.replacing("-", with: "") }

    /// The ids of tenant and accounts.
    var identities: [String] { [tenant.description] + accounts.map(\.id.canonical) }

    /// The tenant's id in the ways in which a text may hold it.
    var tenantTerms: [String] { [tenant.description, compactID] }

    /// All that a text may name the tenant or its accounts by, but for words that others may share, such as the tenant's name.
    var terms: [String] { identities + [compactID] + accounts.map(\.email) }
}
