public import Contracts

extension AuthPlugin {
    /// The registry tables of accounts, memberships and sessions. They come after the registry's own, whose `tenant` they refer to.
    public static let registryMigrations: [Migration] = [
        Migration(version: 1, name: "V0001_create_accounts", embedded: PackageResources.V0001_create_accounts_sql)
    ]
}
