import HostRegistry
import ServiceLifecycle

/// Closes the pools of tenants that were cut off, here or elsewhere.
struct FencingService: Service {
    private let fencing: TenantFencing

    init(platform: Platform) {
        fencing = TenantFencing(
            directory: platform.directory, pools: platform.pools, changes: platform.changes, logger: platform.logs.logger("fencing")
        )
    }

    func run() async {
        await cancelWhenGracefulShutdown { await fencing.run() }
    }
}
