internal import Contracts
internal import Foundation
internal import Synchronization

/// A server of another make, in Python, in the place of a tenant's own Twenty. It ends with its last reference, or with the tests.
public final class TwentyStandIn: Sendable {
    public let port: Int
    /// Where it answers as a name server, for which every name is 127.0.0.1.
    public let namePort: Int
    private let pid: Int32
    private let isEnded = Atomic(false)

    /// - Parameter certificate: what it proves its name with; nil serves plain HTTP.
    public init(certificate: TestCertificate? = nil) throws {
        let program = Process()
        let script = TestStack.repository.appending(path: "Tests/StandIns/twenty.py").path
        let output = Pipe()
        program.executableURL = URL(filePath: "/usr/bin/python3")
        program.arguments = [script] + [certificate?.file].compactMap { $0 }
        program.standardInput = FileHandle.nullDevice
        program.standardOutput = output
        // Whoever reads what the tests print waits for all who could still write there.
        program.standardError = FileHandle.nullDevice
        try program.run()
        pid = program.processIdentifier
        var line = Data()
        while line.last != UInt8(ascii: "\n"), case let piece = output.fileHandleForReading.availableData, !piece.isEmpty {
            line += piece
        }
        let ports = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        guard ports.count == 2 else { throw StackFailure.noProcess(script) }
        (port, namePort) = (ports[0], ports[1])
    }

    deinit { end() }

    /// By SIGKILL: the threads that tests run on have every other signal blocked, and their children inherit that.
    public func end() {
        guard !isEnded.exchange(true, ordering: .relaxed) else { return }
        kill(pid, SIGKILL)
    }

    public var url: String { "http://127.0.0.1:\(port)" }

    /// The targets of the requests that reached it and contain `text`.
    public func seen(_ text: String) async throws -> [String] {
        let answer = try await HTTPClient(port: port).send("GET", "/?do=seen")
        return (try JSONParser.parse(answer.body)).elements.map(\.string).filter { $0.contains(text) }
    }

    /// Has a stream of events go on.
    public func release(_ name: String) async throws {
        _ = try await HTTPClient(port: port).send("GET", "/?do=release&name=\(name)")
    }
}
