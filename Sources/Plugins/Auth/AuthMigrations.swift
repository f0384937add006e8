public import Contracts

extension AuthPlugin {
    /// The registry tables of accounts, memberships, sessions and API keys. They come after the registry's own, whose `tenant` they refer to.
    public static let registryMigrations: [Migration] = [
        Migration(version: 1, name: "V0001_create_accounts", embedded: PackageResources.V0001_create_accounts_sql),
        Migration(version: 2, name: "V0002_create_api_keys", embedded: PackageResources.V0002_create_api_keys_sql),
    ]
}
