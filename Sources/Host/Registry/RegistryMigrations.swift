public import Contracts

/// The registry's own migrations; plugins add theirs behind them.
public enum RegistryMigrations {
    public static let set = MigrationSet(
        owner: "registry",
        migrations: [
            Migration(version: 1, name: "V0001_create_tenant", embedded: PackageResources.V0001_create_tenant_sql),
            Migration(
                version: 2, name: "V0002_create_registry_change", embedded: PackageResources.V0002_create_registry_change_sql),
            Migration(version: 3, name: "V0003_create_audit_log", embedded: PackageResources.V0003_create_audit_log_sql),
            Migration(version: 4, name: "V0004_create_erasure_ledger", embedded: PackageResources.V0004_create_erasure_ledger_sql),
            Migration(
                version: 5, name: "V0005_announce_api_keys", embedded: PackageResources.V0005_announce_api_keys_sql),
            Migration(version: 6, name: "V0006_create_job", embedded: PackageResources.V0006_create_job_sql),
            Migration(
                version: 7, name: "V0007_create_tenant_migration",
                embedded: PackageResources.V0007_create_tenant_migration_sql),
            Migration(
                version: 8, name: "V0008_create_host_instance", embedded: PackageResources.V0008_create_host_instance_sql),
            Migration(version: 9, name: "V0009_limit_tenants", embedded: PackageResources.V0009_limit_tenants_sql),
            Migration(version: 10, name: "V0010_chain_audit_log", embedded: PackageResources.V0010_chain_audit_log_sql),
            Migration(
                version: 11, name: "V0011_create_pending_erasure", embedded: PackageResources.V0011_create_pending_erasure_sql),
            Migration(version: 12, name: "V0012_chain_erasure_ledger", embedded: PackageResources.V0012_chain_erasure_ledger_sql),
            Migration(version: 13, name: "V0013_await_approval", embedded: PackageResources.V0013_await_approval_sql),
            Migration(
                version: 14, name: "V0014_create_database_server", embedded: PackageResources.V0014_create_database_server_sql),
        ])
}
