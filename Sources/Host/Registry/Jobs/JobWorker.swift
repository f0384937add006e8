public import Logging
import Synchronization

/// Takes jobs that wait, or that other hosts left behind, and runs a few of them at once.
public final class JobWorker: Sendable {
    private let bell: JobBell
    private let settings: JobSettings
    private let logger: Logger
    private let queue: @Sendable () -> RegistryJobQueue
    private let running = Mutex(0)

    /// - Parameter queue: where the next jobs come from; a reload of the settings puts another in its place.
    public init(bell: JobBell, settings: JobSettings, logger: Logger, queue: @escaping @Sendable () -> RegistryJobQueue) {
        self.bell = bell
        self.settings = settings
        self.logger = logger
        self.queue = queue
    }

    /// Works until the task is cancelled. Jobs in progress are then released to other hosts. To be run once.
    public func run() async {
        await withDiscardingTaskGroup { tasks in
            tasks.addTask { await self.tick() }
            var isHealthy = true
            for await _ in bell.rings {
                guard !Task.isCancelled else { break }
                let queue = queue()
                do {
                    for claim in try await queue.claim(settings.maxRunning - running.withLock { $0 }) {
                        running.withLock { $0 += 1 }
                        tasks.addTask {
                            await queue.carryOut(claim)
                            self.running.withLock { $0 -= 1 }
                            // There is room for another.
                            self.bell.ring()
                        }
                    }
                    isHealthy = true
                } catch {
                    if isHealthy { logger.error("Jobs cannot be looked for.", metadata: ["error": "\(error)"]) }
                    isHealthy = false
                }
            }
            tasks.cancelAll()
        }
    }

    private func tick() async {
        while !Task.isCancelled {
            bell.ring()
            try? await Task.sleep(for: settings.pollInterval)
        }
    }
}
