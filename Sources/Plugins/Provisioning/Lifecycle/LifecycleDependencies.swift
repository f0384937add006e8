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
    let jobs: any JobQueue
    let cryptography: any Cryptography
    let databases: TenantDatabases
    let seeders: [any TenantSeeder]
    let membership: (any WorkspaceMembership)?
    let names: TenantNames
    let logger: Logger

    /// The change is committed and the pool is fenced: a feed that lags delays only what the directory says, and past the
    /// staleness limit the directory says nothing at all.
    func catchUp() async {
        do {
            try await changes.catchUp()
        } catch {
            logger.warning("A committed change is not applied here yet.", metadata: ["error": "\(error)"])
        }
    }
}
