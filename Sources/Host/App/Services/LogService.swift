import ServiceLifecycle

/// Writes log lines; the last to stop.
struct LogService: Service {
    let logs: HostLogs

    func run() async {
        await cancelWhenGracefulShutdown { await logs.run() }
    }
}
