import TestSupport

extension TestStack {
    /// Databases and roles with a tenant's name that belong to no tenant and are not in stock, to be asked of the registry.
    static let databasesWithoutOwner = """
        SELECT name FROM (SELECT datname AS name FROM pg_database UNION SELECT rolname FROM pg_roles) AS everything
        WHERE name ~ '^twenty_tenant_[0-9a-f]{32}$'
            AND name NOT IN (SELECT database_name FROM tenant UNION SELECT role_name FROM tenant
                UNION SELECT database_name FROM stock_database)
        """

    /// How many databases are ready for tenants to come.
    func readyDatabases() throws -> Int {
        Int(try sql("SELECT count(*) FROM stock_database WHERE state = 'ready'")) ?? -1
    }
}
