import Contracts
import HostFastCGI
import HostRegistry
import HostRuntime
import Logging
import ServiceLifecycle
import UnixSignals

/// Everything that runs while the host serves, started in order and stopped in the reverse.
struct HostServices: Sendable {
    let platform: Platform
    let settingsFile: SettingsFile

    /// - Throws: what kept the host from starting. Returns when it was told to stop and has drained.
    func run() async throws {
        let application = try Application(settings: platform.settings, platform: platform)
        let current = CurrentApplication(application, platform: platform)
        platform.changes.open()
        let services: [any Service] = [
            LogService(logs: platform.logs),
            PoolService(pools: platform.pools),
            ChangeFeedService(platform: platform),
            FencingService(platform: platform),
            FrontService(platform: platform, current: current),
            ReloadService(settingsFile: settingsFile, platform: platform, current: current),
            RecoveryService(current: current),
        ]
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map { .init(service: $0, successTerminationBehavior: .ignore) },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: platform.logs.logger("lifecycle")))
        try await group.run()
    }
}
