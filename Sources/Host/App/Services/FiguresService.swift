import Contracts
import HostRegistry
import HostRuntime
import Logging
import ServiceLifecycle

/// Reads the figures now and then that metrics show of the whole installation.
struct FiguresService: Service {
    private static let interval: Duration = .seconds(10)

    let platform: Platform
    let current: CurrentApplication

    func run() async {
        await cancelWhenGracefulShutdown {
            // At the first look the registry may have no tables yet.
            while (try? await Task.sleep(for: Self.interval)) != nil { await read() }
        }
    }

    private func read() async {
        do {
            let application = current.value
            var ready = try await application.services.serverStock?.readyDatabases() ?? [:]
            for server in try await platform.administration.placementServers() { ready[server, default: 0] += 0 }
            platform.figures.set(ready: ready, jobs: try await application.jobs.unfinishedCounts())
        } catch {
            platform.figures.clear()
            platform.logger.warning(
                "The figures of the registry cannot be read.", metadata: ["error": "\(FailureText.describe(error))"])
        }
    }
}
