import Contracts
import Glibc
import HTTPTypes
import HostReactor
import Synchronization

@testable import HostFastCGI

/// A server on a unix socket of its own. `stop()` before the end of the test.
final class RunningFront: Sendable {
    let path: String
    let server: FastCGIServer
    private let reactors: ReactorGroup
    private let running: Task<Void, any Error>

    private static let count = Atomic(0)

    convenience init(
        reactors reactorCount: Int = 2, maxConnections: Int = 4096, maxParameterBytes: Int = 16_384, maxBodyBytes: Int = 1 << 20,
        readTimeout: Duration = .seconds(5), writeTimeout: Duration = .seconds(5),
        drainGrace: Duration = .milliseconds(20), streamedBodyLimit: Int? = nil,
        _ respond: @escaping @Sendable (Request) async -> Response = { _ in Response(status: .ok, body: Array("hello".utf8)) }
    ) throws {
        let settings = FastCGISettings(
            endpoint: .unix(path: Self.newPath(), mode: 0o600), backlog: 1024, maxConnections: maxConnections,
            maxParameterBytes: maxParameterBytes, maxBodyBytes: maxBodyBytes, readTimeout: readTimeout, writeTimeout: writeTimeout,
            drainGrace: drainGrace)
        try self.init(settings, reactors: reactorCount, streamedBodyLimit: streamedBodyLimit) { request, _ in await respond(request)
        }
    }

    /// A front whose answers may be streamed.
    convenience init(
        writeTimeout: Duration, streaming respond: @escaping @Sendable (Request, any ResponseOutput) async -> Response
    ) throws {
        let settings = FastCGISettings(
            endpoint: .unix(path: Self.newPath(), mode: 0o600), backlog: 1024, maxConnections: 64, maxParameterBytes: 16_384,
            maxBodyBytes: 1 << 20, readTimeout: .seconds(5), writeTimeout: writeTimeout, drainGrace: .milliseconds(20))
        try self.init(settings, reactors: 2, streamedBodyLimit: nil, answering: respond)
    }

    private init(
        _ settings: FastCGISettings, reactors reactorCount: Int, streamedBodyLimit: Int?,
        answering: @escaping @Sendable (Request, any ResponseOutput) async -> Response
    ) throws {
        guard case .unix(let path, _) = settings.endpoint else { preconditionFailure("fronts of tests listen on unix sockets") }
        self.path = path
        let reactors = try ReactorGroup(count: reactorCount)
        let server = try FastCGIServer(
            settings: settings, reactors: reactors, streamedBodyLimit: { _ in streamedBodyLimit }, respond: answering,
            reject: Self.reject)
        self.reactors = reactors
        self.server = server
        // On a reactor, as blocking clients may hold every thread of the default executor.
        running = Task(executorPreference: reactors.reactors[0]) { try await server.run() }
    }

    /// A socket path that nobody has used.
    static func newPath() -> String {
        "/tmp/fastcgi-test-\(getpid())-\(count.wrappingAdd(1, ordering: .relaxed).newValue).sock"
    }

    func client() throws -> FastCGIClient { try FastCGIClient(path: path) }

    func stop() async {
        server.beginDrain()
        _ = await server.drained(within: .seconds(5))
        _ = await running.result
        reactors.shutDown()
    }

    /// Waits, by looking again and again for five seconds at most.
    static func eventually(_ condition: () async -> Bool) async -> Bool {
        for _ in 0..<1000 {
            if await condition() { return true }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return false
    }

    private static func reject(_ problem: Problem, _ requestID: String) -> Response {
        Response(status: problem.code.status, body: Array("\(problem.code.rawValue) \(requestID)".utf8))
    }
}
