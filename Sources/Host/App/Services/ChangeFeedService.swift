import Contracts
import HostPostgres
import HostRegistry
import Logging
import ServiceLifecycle

/// Follows the registry's changes: by polling, and at once where notifications come through. Holds the host's lease meanwhile.
struct ChangeFeedService: Service {
    private static let pauseBeforeListeningAgain: Duration = .seconds(1)

    let platform: Platform

    func run() async {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { tasks in
                tasks.addTask { await platform.changes.run() }
                tasks.addTask { await listen() }
                await tasks.waitForAll()
            }
        }
        // The front has stopped before this.
        await platform.changes.leave()
    }

    /// Notifications only make the feed faster, so a lost connection is no more than worth a line in the log.
    private func listen() async {
        var isReported = false
        while !Task.isCancelled {
            do {
                let listener = try await platform.driver.listen(
                    to: [RegistryChangeFeed.channel], on: platform.registryTarget, deadline: .now + .seconds(5))
                platform.changes.wake()
                isReported = false
                do {
                    for try await _ in listener { platform.changes.wake() }
                } catch {
                    await listener.close()
                    throw error
                }
            } catch {
                guard !Task.isCancelled else { return }
                if !isReported {
                    platform.logger.notice(
                        "Notifications do not come through; changes are polled.", metadata: ["error": "\(error)"])
                }
                isReported = true
            }
            try? await Task.sleep(for: Self.pauseBeforeListeningAgain)
        }
    }
}
