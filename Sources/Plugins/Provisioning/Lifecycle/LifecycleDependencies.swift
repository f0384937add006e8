import Contracts
import Logging

/// What the jobs of the lifecycle work with.
struct LifecycleDependencies: Sendable {
    let registry: any Database
    let tenants: any TenantRegistry
    let identity: any IdentityService
    let audit: any AuditLog
    let changes: any ChangeFeed
    let pools: any PoolManager
    let directory: any TenantDirectory
    let placement: any TenantPlacement
    let jobs: any JobQueue
    let cryptography: any Cryptography
    let databases: TenantDatabases
    let applications: ApplicationStore
    let seeders: [any TenantSeeder]
    let membership: (any WorkspaceMembership)?
    let names: TenantNames
    let tools: any DatabaseTools
    let archives: any ArchiveStorage
    let logger: Logger

    /// For changes after which nobody has to be kept out who was let in before: a host that lags answers as it did a moment ago.
    func settle() async {
        do {
            try await changes.settle()
        } catch {
            logger.warning("A committed change is not applied everywhere yet.", metadata: ["error": "\(error)"])
        }
    }
}

extension LifecycleDependencies {
    /// What the host lends to every plugin is taken from `context`.
    init(
        _ context: PluginContext, identity: any IdentityService, placement: any TenantPlacement, tenants: any TenantRegistry,
        databases: TenantDatabases, names: TenantNames, tools: any DatabaseTools, archives: any ArchiveStorage
    ) {
        self.init(
            registry: context.registry, tenants: tenants, identity: identity, audit: context.audit, changes: context.changes,
            pools: context.pools, directory: context.directory, placement: placement, jobs: context.jobs,
            cryptography: context.cryptography, databases: databases, applications: ApplicationStore(),
            seeders: context.services.seeders, membership: context.services.workspaceMembership, names: names, tools: tools,
            archives: archives, logger: context.logger)
    }
}
