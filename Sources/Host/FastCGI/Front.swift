internal import Contracts
internal import Synchronization

/// What all connections of a server share.
final class Front: Sendable {
    let settings: FastCGISettings
    let respond: @Sendable (Request) async -> Response
    let reject: @Sendable (Problem, _ requestID: String) -> Response
    let registry: ConnectionRegistry
    private let draining = Atomic(false)

    init(
        settings: FastCGISettings, reactorCount: Int, respond: @escaping @Sendable (Request) async -> Response,
        reject: @escaping @Sendable (Problem, _ requestID: String) -> Response
    ) {
        self.settings = settings
        self.respond = respond
        self.reject = reject
        registry = ConnectionRegistry(maxConnections: settings.maxConnections, reactorCount: reactorCount)
    }

    /// Sequentially consistent, as are the phases of connections: of a connection that comes to rest and a drain that looks at
    /// it, one sees the other.
    var isDraining: Bool { draining.load(ordering: .sequentiallyConsistent) }

    func beginDrain() { draining.store(true, ordering: .sequentiallyConsistent) }
}
