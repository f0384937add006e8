public import Logging

/// What the host lends to a plugin when it makes it.
public struct PluginContext: Sendable {
    /// The plugin's own part of the settings.
    public let settings: SettingsNode
    /// The registry database.
    public let registry: any Database
    public let directory: any TenantDirectory
    public let changes: any ChangeFeed
    public let audit: any AuditLog
    public let pools: any PoolManager
    /// Work that outlives this host.
    public let jobs: any JobQueue
    public let tokens: any TokenSigner
    public let passwords: any PasswordHasher
    public let cryptography: any Cryptography
    public let plans: PlanCatalogue
    public let logger: Logger
    /// What plugins made before this one lend.
    public let services: PluginServices

    @_spi(Host) public init(
        settings: SettingsNode, registry: any Database, directory: any TenantDirectory, changes: any ChangeFeed,
        audit: any AuditLog, pools: any PoolManager, jobs: any JobQueue, tokens: any TokenSigner, passwords: any PasswordHasher,
        cryptography: any Cryptography, plans: PlanCatalogue, logger: Logger, services: PluginServices
    ) {
        self.settings = settings
        self.registry = registry
        self.directory = directory
        self.changes = changes
        self.audit = audit
        self.pools = pools
        self.jobs = jobs
        self.tokens = tokens
        self.passwords = passwords
        self.cryptography = cryptography
        self.plans = plans
        self.logger = logger
        self.services = services
    }
}
