import Logging
import ServiceLifecycle

/// Sees now and then to what a start could not do: the migration of a tenant's database, the organization of a single-tenant host.
struct UpkeepService: Service {
    private static let interval: Duration = .seconds(60)

    let platform: Platform
    let current: CurrentApplication

    func run() async {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: Self.interval)) != nil { await maintain() }
        }
    }

    private func maintain() async {
        do {
            try await current.value.maintain(on: platform)
        } catch {
            platform.logger.error(
                "What a start could not do cannot be done yet.", metadata: ["error": "\(FailureText.describe(error))"])
        }
    }
}
