import HostRegistry
import HostRuntime
import Logging
import ServiceLifecycle

/// Keeps the figures of how large tenants' databases are.
struct SizeSweepService: Service {
    private let sweep: DatabaseSizeSweep
    private let pause: Duration
    private let logger: Logger

    init(platform: Platform) {
        let interval = platform.settings.tenancy.sizeInterval
        logger = platform.logs.logger("sizes")
        sweep = DatabaseSizeSweep(
            registry: platform.registry, administration: platform.administration, plans: platform.settings.plans,
            changes: platform.changes, interval: interval, logger: logger)
        // Two looks an interval, so that a figure is never much older than one.
        pause = interval / 2
    }

    func run() async {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: pause)) != nil {
                do {
                    try await sweep.sweep()
                } catch {
                    logger.warning("Databases are not measured.", metadata: ["error": "\(FailureText.describe(error))"])
                }
            }
        }
    }
}
