@_spi(Host) import Contracts
import HostRegistry
import HostRuntime

extension Platform {
    /// What a plugin is lent.
    func context(
        for plugin: String, settings: SettingsNode, plans: PlanCatalogue, changes: any ChangeFeed, services: PluginServices
    ) -> PluginContext {
        PluginContext(
            settings: settings, registry: registry, directory: directory, changes: changes, audit: audit, pools: pools,
            tokens: tokens, passwords: passwords,
            cryptography: cryptography, plans: plans, logger: logs.logger(plugin), services: services)
    }

    /// What the host cannot serve without.
    var readinessChecks: [ReadinessCheck] {
        [
            ReadinessCheck("registry") { [changes] in changes.lease.isHeld() }
        ]
    }
}
