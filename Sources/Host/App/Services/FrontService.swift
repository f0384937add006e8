import Contracts
import HostFastCGI
import HostRegistry
import HostRuntime
import Logging
import ServiceLifecycle

/// Prepares the registry and the servers, and then takes requests until the host is told to stop.
struct FrontService: Service {
    /// How long requests in progress may take to end after that.
    private static let drainLimit: Duration = .seconds(30)
    /// Time enough for nginx to fail at connecting and turn to other hosts; a host that is alone is away for as much longer.
    fileprivate static let drainGrace: Duration = .milliseconds(250)

    let platform: Platform
    let current: CurrentApplication
    /// Ended when everything is prepared.
    let prepared: AsyncStream<Never>.Continuation

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await prepare() }
        } catch  where Task.isShuttingDownGracefully {
            // Told to stop before it served, which is no failure; what the preparation made of its end is nobody's concern.
        }
        guard !Task.isShuttingDownGracefully else { return }
        prepared.finish()
        let server = try FastCGIServer(
            settings: FastCGISettings(platform.settings), reactors: platform.reactors,
            streamedBodyLimit: { current.value.pipeline.streamedBodyLimit(of: $0) },
            respond: { await current.value.pipeline.respond(to: $0, through: $1) },
            reject: { current.value.pipeline.reject($0, requestID: $1) })
        platform.logger.notice("The host is serving.", metadata: ["socket": "\(platform.settings.listen.socket)"])
        try await withGracefulShutdownHandler {
            try await server.run()
        } onGracefulShutdown: {
            platform.state.advance(to: .draining)
            server.beginDrain()
        }
        let isDrained = await server.drained(within: Self.drainLimit)
        platform.logger.notice("The host has stopped.", metadata: ["drained": "\(isDrained)"])
    }

    private func prepare() async throws {
        try await platform.migrateRegistry()
        try await platform.changes.catchUp()
        try await current.value.prepare(on: platform)
    }
}

extension FastCGISettings {
    init(_ settings: HostSettings) {
        self.init(
            endpoint: .unix(path: settings.listen.socket, mode: settings.listen.mode), backlog: settings.listen.backlog,
            maxConnections: settings.limits.maxConnections, maxParameterBytes: settings.limits.maxParameterBytes,
            maxBodyBytes: settings.limits.maxBodyBytes, readTimeout: settings.limits.readTimeout,
            writeTimeout: settings.limits.writeTimeout, drainGrace: FrontService.drainGrace)
    }
}
