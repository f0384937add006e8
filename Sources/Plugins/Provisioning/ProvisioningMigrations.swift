public import Contracts

extension ProvisioningPlugin {
    /// The registry tables of sign-up. They come after the registry's own, whose `tenant` they refer to.
    public static let registryMigrations = [
        Migration(
            version: 1, name: "V0001_create_stock_database", embedded: PackageResources.V0001_create_stock_database_sql),
        Migration(
            version: 2, name: "V0002_create_sign_up_attempt", embedded: PackageResources.V0002_create_sign_up_attempt_sql),
        Migration(
            version: 3, name: "V0003_create_tenant_application",
            embedded: PackageResources.V0003_create_tenant_application_sql),
        Migration(version: 4, name: "V0004_apply_for_region", embedded: PackageResources.V0004_apply_for_region_sql),
        Migration(
            version: 5, name: "V0005_create_tenant_archive", embedded: PackageResources.V0005_create_tenant_archive_sql),
    ]
}
