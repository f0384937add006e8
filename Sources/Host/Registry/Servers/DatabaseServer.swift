public import Contracts

/// A PostgreSQL server that holds tenant databases, as the settings describe it.
public struct DatabaseServer: Sendable {
    /// The name that tenants' rows bear.
    public let name: String
    /// libpq keywords: `host`, `port`, `sslmode`, …
    public let parameters: [String: String]
    /// A role that may create databases and roles.
    public let adminUser: String
    public let adminPassword: Secret
    public let acceptsNewTenants: Bool
    /// Off behind a pooler in transaction mode.
    public let usesPreparedStatements: Bool

    public init(
        name: String, parameters: [String: String], adminUser: String, adminPassword: Secret, acceptsNewTenants: Bool = true,
        usesPreparedStatements: Bool = true
    ) {
        self.name = name
        self.parameters = parameters
        self.adminUser = adminUser
        self.adminPassword = adminPassword
        self.acceptsNewTenants = acceptsNewTenants
        self.usesPreparedStatements = usesPreparedStatements
    }
}
