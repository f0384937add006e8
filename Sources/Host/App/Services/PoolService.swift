import HostRuntime
import ServiceLifecycle

/// Opens, tries and closes connections; stops after everything that uses one.
struct PoolService: Service {
    let pools: TenantPoolManager

    func run() async {
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await pools.run() }
            tasks.addTask {
                // Waits for the signal to stop, whether it is graceful or a cancellation.
                try? await gracefulShutdown()
                await pools.shutDown()
            }
            await tasks.next()
            tasks.cancelAll()
        }
    }
}
