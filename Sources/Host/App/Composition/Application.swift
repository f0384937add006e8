@_spi(Host) import Contracts
import HostRegistry
import HostRuntime
import ProvisioningPlugin

/// What the settings make of the platform: the plugins that are on, their routes, and the one way of a request through them.
///
/// A reload makes another; requests in progress end in the one they began in.
final class Application: Sendable {
    let settings: HostSettings
    let pipeline: RequestPipeline
    let services: PluginServices
    let subscriptions: CurrentChanges.Subscriptions
    let jobs: RegistryJobQueue
    private let provisioning: ProvisioningPlugin?

    /// - Throws: `SettingsError`, `PluginConflict`, `RouteConflict`, and what a plugin says of its dependencies.
    init(settings: HostSettings, platform: Platform) throws {
        let subscriptions = CurrentChanges.Subscriptions(platform.changes)
        let jobs = platform.makeJobQueue()
        let selection = try CompiledPlugins.catalogue(settings, platform).selection(by: settings.plugins)
        let plugins = try PluginRegistry(selection) { name, node, services in
            platform.context(
                for: name, settings: node, plans: settings.plans, changes: subscriptions, jobs: jobs, services: services)
        }
        self.settings = settings
        self.subscriptions = subscriptions
        self.jobs = jobs
        jobs.adopt(plugins.services.jobKinds)
        platform.jobMetrics.expect(plugins.services.jobKinds.map(\.name))
        services = plugins.services
        provisioning = plugins.plugins.lazy.compactMap { $0 as? ProvisioningPlugin }.first
        pipeline = try Self.pipeline(plugins, settings, platform)
    }

    private static func pipeline(_ plugins: PluginRegistry, _ settings: HostSettings, _ platform: Platform) throws
        -> RequestPipeline
    {
        let metrics = platform.metrics
        let exposition: @Sendable () -> [UInt8] = { metrics.exposition() }
        let host = HostRoutes(
            checks: platform.readinessChecks, state: platform.state, metrics: settings.metrics.isEnabled ? exposition : nil)
        let router = try Router([host.group] + plugins.routes, reserved: CompiledPlugins.types.flatMap { $0.reservedPaths })
        var observers: [any RequestObserver] = []
        if settings.metrics.isEnabled { observers.append(RequestMetrics(router: router, factory: metrics)) }
        observers.append(RequestLog(writer: platform.logs.writer, requests: settings.logging.requests))
        let (pools, servers) = (platform.pools, platform.servers)
        return RequestPipeline(
            router: router, services: plugins.services, directory: platform.directory,
            databases: { tenant in
                pools.database(
                    for: .tenant(tenant.id), server: tenant.placement.server, maxConnections: tenant.limits.connections,
                    // Both only grow: either one's change retires the connections that were made before.
                    revision: tenant.limitRevision + servers.revision)
            },
            settings: RequestPipeline.Settings(
                maxBodyBytes: settings.limits.maxBodyBytes, requestDeadline: settings.limits.requestDeadline,
                streamDeadline: settings.limits.streamDeadline, baseDomain: settings.tenancy.baseDomain),
            state: platform.state, logger: platform.logs.logger("requests"), admission: platform.admission,
            observers: observers)
    }

    /// What must be done before the first request: the servers' templates, and the organization of a single-tenant host.
    func prepare(on platform: Platform) async throws {
        try await provisioning?.prepare()
        try await makeSingleTenant(on: platform)
        platform.stockDemand.open()
    }

    func attendToStock() async throws { try await provisioning?.attendToStock() }

    /// Has migrated what could not be migrated before, and makes a single-tenant host's organization again when its making was undone.
    func maintain(on platform: Platform) async throws {
        try await provisioning?.maintain()
        try await makeSingleTenant(on: platform)
    }

    private func makeSingleTenant(on platform: Platform) async throws {
        guard let order = settings.tenancy.singleTenant, let lifecycle = services.lifecycle else { return }
        guard try await platform.directory.tenant(slug: order.slug) == nil else { return }
        do {
            _ = try await lifecycle.create(
                TenantOrder(
                    organizationName: order.name, slug: order.slug, plan: settings.plans.defaultPlan, ownerEmail: order.adminEmail,
                    ownerPassword: order.adminPassword, actor: "settings"))
        } catch LifecycleError.slugTaken {
            // Another instance that starts at the same time was faster.
        }
    }
}
