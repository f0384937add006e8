import HostRegistry
import ServiceLifecycle

/// Runs the jobs that wait for a host, or that a host left behind when it was killed.
struct JobService: Service {
    private let worker: JobWorker
    /// Ends when the registry has its tables.
    private let prepared: AsyncStream<Never>

    init(platform: Platform, current: CurrentApplication, prepared: AsyncStream<Never>) {
        worker = JobWorker(bell: platform.jobBell, settings: platform.jobSettings, logger: platform.logs.logger("jobs")) {
            current.value.jobs
        }
        self.prepared = prepared
    }

    func run() async {
        await cancelWhenGracefulShutdown {
            for await _ in prepared {}
            await worker.run()
        }
    }
}
