import ServiceLifecycle

/// Finishes or undoes creations and deletions that a host left half-done when it was killed.
struct RecoveryService: Service {
    let current: CurrentApplication

    func run() async {
        await cancelWhenGracefulShutdown { await current.value.recover() }
    }
}
