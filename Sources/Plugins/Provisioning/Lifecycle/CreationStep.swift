/// The steps of creating a tenant, in order. Each can be repeated, and undoing the creation undoes any of them.
package enum CreationStep: String, Sendable, CaseIterable {
    /// The tenant's row takes the slug, the owner's account the e-mail address.
    case reserve
    case createRole = "create_role"
    /// Nobody but the tenant's role may connect from the start.
    case createDatabase = "create_database"
    /// The role owns what is in the database.
    case secureDatabase = "secure_database"
    case seed
    case activate
}
