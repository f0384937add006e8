import Contracts

/// A database that waits for its tenant, complete with the role that owns it.
struct StockDatabase: Sendable {
    /// That of the tenant to come.
    let id: TenantID
    let placement: Placement
    /// That of the role.
    let password: RolePassword
}
