public import Contracts

/// The platform's operators: their keys, what they may look at, and what they may do to tenants.
public struct AdminPlugin: Plugin {
    public static let name = "admin"
    public static let reservedPaths = ["/api/admin"]

    public let routes: [Route]
    public let services: PluginServices

    /// - Parameters:
    ///   - context: without a tenant lifecycle among its services, tenants can be looked at and not changed; without
    ///     upstreams, none can be given a server of its own.
    ///   - administration: the servers that hold the tenants' databases.
    ///   - entitlements: the tenants' plans and limits.
    ///   - traffic: what tenants ask of this host.
    ///   - servers: the same servers, as they are added, changed and removed.
    /// - Throws: `SettingsError` when the plugin's part of the settings is faulty.
    public init(
        context: PluginContext, administration: any ServerAdministration, entitlements: any TenantEntitlements,
        traffic: any TenantTraffic, servers: any ServerControl
    ) throws {
        try Self.checkSettings(context.settings)
        let authenticator = KeyAuthenticator(
            registry: context.registry, changes: context.changes, audit: context.audit, cryptography: context.cryptography)
        context.changes.subscribe { authenticator.invalidate($0) }

        let tenants = TenantStore(registry: context.registry)
        let inspector = DatabaseInspector(administration: administration, records: context.services.recordCounting)
        let inspection = InspectionRoutes(
            tenants: tenants, inspector: inspector, entitlements: entitlements, traffic: traffic, pools: context.pools,
            plans: context.plans, cryptography: context.cryptography)
        let limits = LimitRoutes(tenants: tenants, entitlements: entitlements)
        let lifecycle = context.services.lifecycle.map { LifecycleRoutes(tenants: tenants, lifecycle: $0) }
        let moves = context.services.moving.map { MoveRoutes(tenants: tenants, moving: $0, jobs: context.jobs) }
        let approval = context.services.approval.map { ApprovalRoutes(tenants: tenants, approval: $0) }
        let archives = context.services.archives.map { ArchiveRoutes(tenants: tenants, archives: $0, plans: context.plans) }
        let upstreams = context.services.upstreams.map { UpstreamRoutes(tenants: tenants, upstreams: $0) }
        let audit = AuditRoutes(
            listing: AuditListing(audit: context.audit, registry: context.registry, cryptography: context.cryptography))
        let receipts = ReceiptRoutes(receipts: ReceiptStore(registry: context.registry))
        let jobs = JobRoutes(jobs: context.jobs, cryptography: context.cryptography)
        let migrations = context.services.fleet.map {
            MigrationRoutes(fleet: $0, jobs: context.jobs, cryptography: context.cryptography)
        }
        let serverRoutes = ServerRoutes(servers: servers, stock: context.services.serverStock)
        let evacuations = context.services.evacuation.map { EvacuationRoutes(evacuation: $0, jobs: context.jobs) }
        // Without what they need there are none of these.
        let lent = [
            lifecycle?.routes, moves?.routes, evacuations?.routes, approval?.routes, upstreams?.routes, migrations?.routes,
            archives?.routes,
        ]
        routes =
            inspection.routes + serverRoutes.routes + limits.routes + audit.routes + receipts.routes + jobs.routes
            + lent.flatMap { $0 ?? [] }

        var services = PluginServices()
        services.operatorAuthenticator = authenticator
        self.services = services
    }

    /// The plugin has no settings of its own but the switch that the host reads.
    public static func checkSettings(_ settings: SettingsNode) throws(SettingsError) {
        var decoder = SettingsDecoder(settings)
        _ = decoder.node("enabled")
        try decoder.finish()
    }
}
