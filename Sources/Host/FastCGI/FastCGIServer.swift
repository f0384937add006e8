public import Contracts
internal import Glibc
public import HostReactor
internal import Synchronization

/// The product's front: takes requests from the web server over FastCGI and writes what the handler answers.
public final class FastCGIServer: Sendable {
    private let front: Front
    private let acceptor: Acceptor
    private let reactor: Reactor

    /// Listens at once, so that what is wrong with the address shows at start. Connections wait until `run`.
    ///
    /// - Parameters:
    ///   - inherited: a listening descriptor that is taken over in place of `settings.endpoint`.
    ///   - streamedBodyLimit: asked of a request whose body has not arrived yet: most bytes of a body that the request is to have as
    ///     `bodyStream`, `Int.max` for any number; nil has it read whole first.
    ///   - respond: answers a request, or streams the answer through the output and then returns what it was; its task is cancelled
    ///     when the client leaves.
    ///   - reject: words the front's own refusals.
    public init(
        settings: FastCGISettings, reactors: ReactorGroup, inheriting inherited: Int32? = nil,
        streamedBodyLimit: @escaping @Sendable (Request) -> Int? = { _ in nil },
        respond: @escaping @Sendable (Request, any ResponseOutput) async -> Response,
        reject: @escaping @Sendable (Problem, _ requestID: String) -> Response
    ) throws(FastCGIError) {
        front = Front(
            settings: settings, reactorCount: reactors.reactors.count, streamedBodyLimit: streamedBodyLimit, respond: respond,
            reject: reject)
        reactor = reactors.reactors[0]
        let socket: ListeningSocket
        if let inherited {
            socket = try .inherit(inherited)
        } else {
            socket = try .open(settings.endpoint, backlog: settings.backlog)
        }
        acceptor = Acceptor(socket, reactors: reactors.reactors, front: front)
    }

    /// Accepts and serves until `beginDrain`, or until the calling task is cancelled, which has the same effect. To be called once.
    ///
    /// - Throws: `ReactorError` when the listening socket cannot be watched.
    public func run() async throws {
        defer { beginDrain() }
        try await acceptor.run()
    }

    /// Stops accepting. Requests that arrive on kept connections are answered, as the last on theirs; idle ones close a little later.
    ///
    /// A web server that sends a request while its kept connection is being closed loses it, and may not send it again unless it
    /// is known to be idempotent. So the web server is left to close those that it uses, and idle ones stay open until it has found
    /// out that it cannot connect any more and has turned to other hosts.
    public func beginDrain() {
        guard front.beginDrain() else { return }
        acceptor.stop()
        Task(executorPreference: reactor) { [front, reactor] in
            try? await reactor.sleep(until: .now + front.settings.drainGrace)
            front.beginClosing()
            for connection in front.registry.connections { connection.drain() }
        }
    }

    /// Waits until no connection is left.
    ///
    /// - Returns: false when some are after `limit`.
    public func drained(within limit: Duration) async -> Bool {
        let deadline = ContinuousClock.now + limit
        while !acceptor.isFinished || !front.registry.isEmpty {
            guard ContinuousClock.now < deadline, (try? await Task.sleep(for: .milliseconds(5))) != nil else { return false }
        }
        return true
    }

    public var statistics: FastCGIStatistics {
        let connections = front.registry.connections
        return FastCGIStatistics(
            openConnections: connections.count, requestsInProgress: connections.count(where: \.isBusy))
    }
}

/// How the front stands just now.
public struct FastCGIStatistics: Sendable, Equatable {
    /// Idle ones included.
    public let openConnections: Int
    /// Being read, answered or written.
    public let requestsInProgress: Int
}
