/// The steps of creating a tenant, in order.
package enum CreationStep: String, Sendable, CaseIterable {
    /// The tenant's row takes the slug, the owner's account the e-mail address.
    case reserve
    /// With the role that owns it.
    case createDatabase = "create_database"
    /// Nobody but the tenant's role may connect any more, and it owns what is in the database.
    case secureDatabase = "secure_database"
    case seed
    /// What the owner chose was hashed meanwhile.
    case setPassword = "set_password"
    case activate
}
