/// The steps of creating a tenant, in order.
package enum CreationStep: String, Sendable, CaseIterable {
    /// The tenant's row takes the slug, the owner's account the e-mail address.
    case reserve
    /// With the role that owns it. Nobody else may connect from the start.
    case createDatabase = "create_database"
    /// The role owns what is in the database.
    case secureDatabase = "secure_database"
    case seed
    /// What the owner chose was hashed meanwhile.
    case setPassword = "set_password"
    case activate
}
