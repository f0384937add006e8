import HostRuntime
import ServiceLifecycle

/// Opens, tries and closes connections; stops after everything that uses one.
struct PoolService: Service {
    let pools: TenantPoolManager

    func run() async {
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await pools.run() }
            tasks.addTask {
                // A cancellation has ended `run` as well, and nobody is left to close what a shutdown would wait for.
                guard (try? await gracefulShutdown()) != nil else { return }
                await pools.shutDown()
            }
            await tasks.next()
            tasks.cancelAll()
        }
    }
}
