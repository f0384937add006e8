internal import Contracts
internal import Synchronization

/// What all connections of a server share.
final class Front: Sendable {
    let settings: FastCGISettings
    let streamedBodyLimit: @Sendable (Request) -> Int?
    let respond: @Sendable (Request, any ResponseOutput) async -> Response
    let reject: @Sendable (Problem, _ requestID: String) -> Response
    let registry: ConnectionRegistry
    private let stage = Atomic(Stage.serving)

    private enum Stage: UInt8, AtomicRepresentable {
        case serving, draining, closing
    }

    init(
        settings: FastCGISettings, reactorCount: Int, streamedBodyLimit: @escaping @Sendable (Request) -> Int?,
        respond: @escaping @Sendable (Request, any ResponseOutput) async -> Response,
        reject: @escaping @Sendable (Problem, _ requestID: String) -> Response
    ) {
        self.settings = settings
        self.streamedBodyLimit = streamedBodyLimit
        self.respond = respond
        self.reject = reject
        registry = ConnectionRegistry(maxConnections: settings.maxConnections, reactorCount: reactorCount)
    }

    /// Sequentially consistent, as are the phases of connections: of a connection that comes to rest and a drain that looks at
    /// it, one sees the other.
    var isDraining: Bool { stage.load(ordering: .sequentiallyConsistent) != .serving }

    /// Whether idle connections, too, have had their time.
    var isClosing: Bool { stage.load(ordering: .sequentiallyConsistent) == .closing }

    /// - Returns: whether this call began it.
    func beginDrain() -> Bool {
        stage.compareExchange(expected: .serving, desired: .draining, ordering: .sequentiallyConsistent).exchanged
    }

    func beginClosing() { stage.store(.closing, ordering: .sequentiallyConsistent) }
}
