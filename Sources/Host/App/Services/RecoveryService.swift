import ServiceLifecycle

/// Finishes or undoes creations and deletions that a host left half-done when it was killed.
struct RecoveryService: Service {
    let current: CurrentApplication
    /// Ends when the registry has its tables.
    let prepared: AsyncStream<Never>

    func run() async {
        await cancelWhenGracefulShutdown {
            for await _ in prepared {}
            await current.value.recover()
        }
    }
}
