/// What plugins lend to the host and to each other, each through a protocol of Contracts.
public struct PluginServices: Sendable {
    /// Proves who the bearer of a tenant's token is.
    public var tenantAuthenticator: (any TenantAuthenticator)?
    /// Proves who the holder of an operator key is.
    public var operatorAuthenticator: (any OperatorAuthenticator)?
    public var identity: (any IdentityService)?
    public var lifecycle: (any TenantLifecycle)?
    public var moving: (any TenantMoving)?
    public var evacuation: (any ServerEvacuation)?
    public var approval: (any TenantApproval)?
    public var adoption: (any TenantAdoption)?
    public var workspaceAdoption: (any WorkspaceAdoption)?
    public var workspaceMembership: (any WorkspaceMembership)?
    public var workspaceRoles: (any WorkspaceRoles)?
    public var workspaceArchiving: (any WorkspaceArchiving)?
    public var archives: (any TenantArchives)?
    public var upstreams: (any TenantUpstreams)?
    public var fleet: (any FleetMigrations)?
    public var serverStock: (any ServerStock)?
    public var drift: (any SchemaDrift)?
    public var variations: [any SchemaVariation] = []
    public var recordCounting: (any RecordCounting)?
    /// Fill a new tenant's database, in order.
    public var seeders: [any TenantSeeder] = []
    public var jobKinds: [JobKind] = []

    public init() {}

    /// Takes over what `other` has and this has not.
    public mutating func merge(_ other: PluginServices) {
        tenantAuthenticator = tenantAuthenticator ?? other.tenantAuthenticator
        operatorAuthenticator = operatorAuthenticator ?? other.operatorAuthenticator
        identity = identity ?? other.identity
        lifecycle = lifecycle ?? other.lifecycle
        moving = moving ?? other.moving
        evacuation = evacuation ?? other.evacuation
        approval = approval ?? other.approval
        adoption = adoption ?? other.adoption
        workspaceAdoption = workspaceAdoption ?? other.workspaceAdoption
        workspaceMembership = workspaceMembership ?? other.workspaceMembership
        workspaceRoles = workspaceRoles ?? other.workspaceRoles
        workspaceArchiving = workspaceArchiving ?? other.workspaceArchiving
        archives = archives ?? other.archives
        upstreams = upstreams ?? other.upstreams
        fleet = fleet ?? other.fleet
        serverStock = serverStock ?? other.serverStock
        drift = drift ?? other.drift
        variations += other.variations
        recordCounting = recordCounting ?? other.recordCounting
        seeders += other.seeders
        jobKinds += other.jobKinds
    }
}
