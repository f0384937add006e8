@_spi(Host) import Contracts
import HostRegistry
import HostRuntime

extension Platform {
    /// What a plugin is lent.
    func context(
        for plugin: String, settings: SettingsNode, plans: PlanCatalogue, changes: any ChangeFeed, jobs: any JobQueue,
        services: PluginServices
    ) -> PluginContext {
        PluginContext(
            settings: settings, registry: registry, directory: directory, changes: changes, audit: audit, pools: pools, jobs: jobs,
            tokens: tokens, passwords: passwords,
            cryptography: cryptography, plans: plans, logger: logs.logger(plugin), services: services)
    }

    /// The jobs as one set of plugins enters and runs them.
    func makeJobQueue() -> RegistryJobQueue {
        RegistryJobQueue(
            registry: registry, settings: jobSettings, bell: jobBell, logger: logs.logger("jobs"), ended: jobMetrics.ended)
    }

    /// What the host cannot serve without.
    var readinessChecks: [ReadinessCheck] {
        [
            ReadinessCheck("registry") { [changes] in changes.lease.isHeld() }
        ]
    }
}
