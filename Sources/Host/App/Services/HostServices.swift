import Contracts
import HostFastCGI
import HostRegistry
import HostRuntime
import Logging
import ServiceLifecycle
import UnixSignals

/// Everything that runs while the host serves, started in order and stopped in the reverse.
struct HostServices: Sendable {
    private let platform: Platform
    private let settingsFile: SettingsFile
    private let current: CurrentApplication

    /// - Throws: what is wrong with the settings.
    init(platform: Platform, settingsFile: SettingsFile) throws {
        self.platform = platform
        self.settingsFile = settingsFile
        let application = try Application(settings: platform.settings, platform: platform)
        current = CurrentApplication(application, platform: platform)
        let fencing = TenantFencing(store: platform.tenants, registry: platform.registry, pools: platform.pools)
        platform.changes.subscribe { try await fencing.apply($0) }
    }

    /// - Throws: what kept the host from starting. Returns when it was told to stop and has drained.
    func run() async throws {
        let (prepared, announcement) = AsyncStream.makeStream(of: Never.self)
        platform.changes.open()
        let services: [any Service] = [
            LogService(logs: platform.logs),
            PoolService(pools: platform.pools),
            ChangeFeedService(platform: platform),
            SizeSweepService(platform: platform),
            FrontService(platform: platform, current: current, prepared: announcement),
            ReloadService(settingsFile: settingsFile, platform: platform, current: current),
            UpkeepService(platform: platform, current: current),
            JobService(platform: platform, current: current, prepared: prepared),
            StockService(platform: platform, current: current),
            FiguresService(platform: platform, current: current),
        ]
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                // Also after a failure: a group that is merely cancelled would leave nobody to close the connections.
                services: services.map {
                    .init(
                        service: $0, successTerminationBehavior: .ignore, failureTerminationBehavior: .gracefullyShutdownGroup)
                },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: platform.logs.logger("lifecycle")))
        try await group.run()
    }
}
