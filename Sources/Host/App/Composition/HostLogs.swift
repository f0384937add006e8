import Contracts
import Glibc
import HostRuntime
import Logging

/// Where log lines go: standard output, one JSON object a line.
struct HostLogs: Sendable {
    let writer: LogWriter
    private let level: Logger.Level
    private let flushInterval: Duration

    init(_ settings: HostSettings.Logging) {
        level = Logger.Level(rawValue: settings.level.rawValue) ?? .info
        flushInterval = settings.flushInterval
        writer = LogWriter(capacity: settings.bufferBytes, write: Self.writeToStandardOutput)
    }

    func logger(_ label: String) -> Logger {
        var logger = Logger(label: label) { _ in JSONLogHandler(writer: writer, level: level) }
        logger[metadataKey: "component"] = .string(label)
        return logger
    }

    func run() async { await writer.run(flushInterval: flushInterval) }

    func flush() { writer.flush() }

    /// A reader that is gone must not end the host; lines for it are lost.
    private static func writeToStandardOutput(_ lines: [UInt8]) {
        var written = 0
        while written < lines.count {
            let count = lines.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress?.advanced(by: written), lines.count - written) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            written += count
        }
    }
}
