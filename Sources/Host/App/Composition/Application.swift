@_spi(Host) import Contracts
import HostRuntime
import ProvisioningPlugin

/// What the settings make of the platform: the plugins that are on, their routes, and the one way of a request through them.
///
/// A reload makes another; requests in progress end in the one they began in.
struct Application: Sendable {
    let pipeline: RequestPipeline
    let services: PluginServices
    let subscriptions: CurrentChanges.Subscriptions
    let provisioning: ProvisioningPlugin?

    /// - Throws: `SettingsError`, `RouteConflict`, and what a plugin says of its dependencies.
    init(settings: HostSettings, platform: Platform) throws {
        subscriptions = CurrentChanges.Subscriptions(platform.changes)
        var faults = settings.plugins.filter { !PluginCatalogue.names.contains($0.name) }.map { entry in
            SettingsDiagnostic(place: entry.place, key: "plugins.\(entry.name)", message: "is not a plugin of this program")
        }
        var services = PluginServices()
        var plugins: [any Plugin] = []
        for name in PluginCatalogue.names {
            guard let entry = settings.plugins.first(where: { $0.name == name }), entry.isEnabled else { continue }
            let context = platform.context(
                for: name, settings: entry.settings, plans: settings.plans, changes: subscriptions, services: services)
            do {
                guard let plugin = try PluginCatalogue.make(name, context: context, settings: settings, platform: platform) else { continue }
                services.merge(plugin.services)
                plugins.append(plugin)
            } catch let error as SettingsError {
                faults += error.diagnostics
            }
        }
        guard faults.isEmpty else { throw SettingsError(faults) }
        self.services = services
        provisioning = plugins.lazy.compactMap { $0 as? ProvisioningPlugin }.first
        pipeline = try Self.pipeline(of: plugins, services, settings, platform)
    }

    private static func pipeline(
        of plugins: [any Plugin], _ services: PluginServices, _ settings: HostSettings, _ platform: Platform
    ) throws -> RequestPipeline {
        let host = HostRoutes(checks: platform.readinessChecks, state: platform.state) { platform.metrics.exposition() }
        let groups = plugins.map { RouteGroup(plugin: type(of: $0).name, routes: $0.routes) }
        let pools = platform.pools
        return RequestPipeline(
            router: try Router([host.group] + groups), services: services, directory: platform.directory,
            databases: { tenant in
                pools.database(for: .tenant(tenant.id), server: tenant.placement.server, maxConnections: tenant.plan.maxConnections)
            },
            settings: RequestPipeline.Settings(
                maxBodyBytes: settings.limits.maxBodyBytes, requestDeadline: settings.limits.requestDeadline,
                baseDomain: settings.tenancy.baseDomain),
            state: platform.state, logger: platform.logs.logger("requests"), observers: platform.observers(settings))
    }

    /// What must be done before the first request: the servers' templates, and the organization of a single-tenant host.
    func prepare(_ settings: HostSettings, _ platform: Platform) async throws {
        try await provisioning?.prepare()
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
