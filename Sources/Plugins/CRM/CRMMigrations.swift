public import Contracts

extension CRMPlugin {
    /// What makes a database a workspace, in order. They run on the template that tenants' databases are cloned from, where the
    /// extensions `uuid-ossp` and `unaccent` exist already.
    public static let tenantMigrations = [
        Migration(version: 1, name: "V0001_create_metadata", embedded: PackageResources.V0001_create_metadata_sql),
        Migration(version: 2, name: "V0002_count_records", embedded: PackageResources.V0002_count_records_sql),
        Migration(version: 3, name: "V0003_create_records", embedded: PackageResources.V0003_create_records_sql),
        Migration(
            version: 4, name: "V0004_describe_standard_objects", embedded: PackageResources.V0004_describe_standard_objects_sql),
        Migration(version: 5, name: "V0005_create_lesser_objects", embedded: PackageResources.V0005_create_lesser_objects_sql),
        Migration(version: 6, name: "V0006_create_roles", embedded: PackageResources.V0006_create_roles_sql),
        Migration(version: 7, name: "V0007_create_job", embedded: PackageResources.V0007_create_job_sql),
        Migration(version: 8, name: "V0008_index_instants", embedded: PackageResources.V0008_index_instants_sql),
    ]

    /// The registry table of tenants' own servers. It comes after the registry's own, whose `tenant` it refers to.
    public static let registryMigrations = [
        Migration(
            version: 1, name: "V0001_create_crm_upstream", embedded: PackageResources.Registry_V0001_create_crm_upstream_sql)
    ]
}
