public import Contracts

/// What the composition decides for the provisioning plugin, beside the plugin's own settings.
public struct ProvisioningConfiguration: Sendable {
    /// Longest prefix that leaves room for a tenant's id within PostgreSQL's 63 bytes.
    public static let longestPrefix = 30

    /// What the names of tenants' databases and roles begin with (`TENANT_DB_PREFIX`): a lower-case letter, then lower-case
    /// letters, digits and underscores.
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
    /// How long a creation or deletion may be at rest before another host finishes or undoes it. Longer than any request lasts.
    public let interruptedAfter: Duration

    public init(
        databasePrefix: String, tenantMigrations: [MigrationSet], extensions: [String] = ["uuid-ossp", "unaccent"],
        maintenanceDatabase: String = "postgres", privateDatabases: [String] = ["postgres", "template1"],
        interruptedAfter: Duration = .seconds(600), offersSignUp: Bool = true
    ) {
        self.databasePrefix = databasePrefix
        self.tenantMigrations = tenantMigrations
        self.extensions = extensions
        self.maintenanceDatabase = maintenanceDatabase
        self.privateDatabases = privateDatabases
        self.offersSignUp = offersSignUp
        self.interruptedAfter = interruptedAfter
    }

    /// Whether `text` can be the prefix.
    public static func isUsable(prefix text: String) -> Bool {
        let isLetter = { (byte: UInt8) in (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "_") }
        let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        guard let first = text.utf8.first, isLetter(first), text.utf8.count <= longestPrefix else { return false }
        // PostgreSQL keeps `pg_` for its own roles.
        return text.utf8.allSatisfy { isLetter($0) || isDigit($0) } && !text.hasPrefix("pg_")
    }
}
