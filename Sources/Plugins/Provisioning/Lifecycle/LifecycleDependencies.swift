import Contracts
import Logging

/// What creation, deletion and recovery work with.
struct LifecycleDependencies: Sendable {
    let registry: any Database
    let tenants: any TenantRegistry
    let identity: any IdentityService
    let audit: any AuditLog
    let changes: any ChangeFeed
    let pools: any PoolManager
    let directory: any TenantDirectory
    let cryptography: any Cryptography
    let databases: TenantDatabases
    let seeders: [any TenantSeeder]
    let membership: (any WorkspaceMembership)?
    let names: TenantNames
    let logger: Logger
}
