import Logging
import ServiceLifecycle

/// Finishes or undoes creations and deletions that a host left half-done when it was killed.
struct RecoveryService: Service {
    private static let interval: Duration = .seconds(60)

    let platform: Platform
    let current: CurrentApplication
    /// Ends when the registry has its tables.
    let prepared: AsyncStream<Never>

    func run() async {
        await cancelWhenGracefulShutdown {
            for await _ in prepared {}
            while (try? await Task.sleep(for: Self.interval)) != nil { await recover() }
        }
    }

    private func recover() async {
        do {
            try await current.value.recover(on: platform)
        } catch {
            platform.logger.error(
                "What a killed host left half-done cannot be settled yet.",
                metadata: ["error": "\(FailureText.describe(error))"])
        }
    }
}
