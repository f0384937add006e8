public import Contracts

extension AdminPlugin {
    /// The registry table of operator keys.
    public static let registryMigrations: [Migration] = [
        Migration(version: 1, name: "V0001_create_operator_key", embedded: PackageResources.V0001_create_operator_key_sql)
    ]
}
