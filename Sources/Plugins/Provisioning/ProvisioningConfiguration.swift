public import Contracts

/// What the composition decides for the provisioning plugin, beside the plugin's own settings.
public struct ProvisioningConfiguration: Sendable {
    /// What the names of tenants' databases and roles begin with (`TENANT_DB_PREFIX`), which
    /// `DatabasePrefix` judges.
    public let databasePrefix: String
    /// The migrations of a tenant's database, in order.
    public let tenantMigrations: [MigrationSet]
    /// Extensions that tenants' tables need, which a tenant's own role may not create.
    public let extensions: [String]
    /// The database that administrative connections go to.
    public let maintenanceDatabase: String
    /// Databases on the tenants' servers that are nobody's to connect to without an explicit grant.
    public let privateDatabases: [String]
    /// Off where one organization is served: nobody may sign up then, whatever the plugin's settings say.
    public let offersSignUp: Bool
    /// How long an archive is kept that somebody asked for.
    public let archiveLifetime: Duration
    /// Called when databases may have been taken from the stock, which `attendToStock` then fills up again.
    public let stockIsWanted: @Sendable () -> Void
    /// Told how long requests waited for each tenant that was moved.
    public let movePaused: @Sendable (Duration) -> Void

    public init(
        databasePrefix: String, tenantMigrations: [MigrationSet], extensions: [String] = ["uuid-ossp", "unaccent"],
        maintenanceDatabase: String = "postgres", privateDatabases: [String] = ["postgres", "template1"],
        offersSignUp: Bool = true, archiveLifetime: Duration = .seconds(7 * 86_400),
        stockIsWanted: @escaping @Sendable () -> Void = {}, movePaused: @escaping @Sendable (Duration) -> Void = { _ in }
    ) {
        self.databasePrefix = databasePrefix
        self.tenantMigrations = tenantMigrations
        self.extensions = extensions
        self.maintenanceDatabase = maintenanceDatabase
        self.privateDatabases = privateDatabases
        self.offersSignUp = offersSignUp
        self.archiveLifetime = archiveLifetime
        self.stockIsWanted = stockIsWanted
        self.movePaused = movePaused
    }

    /// What a tenant's database has that is up to date.
    public func schema(_ cryptography: any Cryptography) -> TenantSchema {
        TenantSchema(extensions: extensions, tenantMigrations, cryptography)
    }
}
