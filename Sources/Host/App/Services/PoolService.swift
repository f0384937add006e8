import HostRuntime
import ServiceLifecycle

/// Opens, tries and closes connections; stops after everything that uses one.
struct PoolService: Service {
    let pools: TenantPoolManager

    func run() async {
        // No child of this task: closing the connections needs it, also when this service is cancelled because another failed.
        let running = Task { await pools.run() }
        // Waits for the end, whether it is graceful or a cancellation.
        try? await gracefulShutdown()
        await pools.shutDown()
        await running.value
    }
}
