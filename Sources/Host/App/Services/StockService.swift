import Logging
import ServiceLifecycle

/// Keeps databases ready for organizations that sign up: as soon as one was taken, and now and then.
struct StockService: Service {
    private static let interval: Duration = .seconds(30)

    let platform: Platform
    let current: CurrentApplication

    func run() async {
        let demand = platform.stockDemand
        await cancelWhenGracefulShutdown {
            var requests = demand.requests.makeAsyncIterator()
            // The first comes when the host is prepared.
            guard await requests.next() != nil else { return }
            await withTaskGroup { group in
                group.addTask { while (try? await Task.sleep(for: Self.interval)) != nil { demand.raise() } }
                repeat { await attend() } while await requests.next() != nil
                group.cancelAll()
            }
        }
    }

    private func attend() async {
        do {
            try await current.value.attendToStock()
        } catch {
            platform.logger.error(
                "The stock of databases cannot be looked at.", metadata: ["error": "\(FailureText.describe(error))"])
        }
    }
}
