import Contracts
import Glibc
import HostRuntime
import Logging

/// Where log lines go, one JSON object a line: a host's to standard output, a command's to standard error and only when something
/// is wrong, as its result is on standard output.
struct HostLogs: Sendable {
    let writer: LogWriter
    private let level: Logger.Level
    private let flushInterval: Duration

    enum Purpose { case host, command }

    init(_ settings: HostSettings.Logging, for purpose: Purpose) {
        let wanted = Logger.Level(rawValue: settings.level.rawValue) ?? .info
        level = purpose == .host ? wanted : max(wanted, .warning)
        flushInterval = settings.flushInterval
        let descriptor = purpose == .host ? STDOUT_FILENO : STDERR_FILENO
        writer = LogWriter(capacity: settings.bufferBytes) { Self.write($0, to: descriptor) }
    }

    func logger(_ label: String) -> Logger {
        var logger = Logger(label: label) { _ in JSONLogHandler(writer: writer, level: level) }
        logger[metadataKey: "component"] = .string(label)
        return logger
    }

    func run() async { await writer.run(flushInterval: flushInterval) }

    func flush() { writer.flush() }

    /// A reader that is gone must not end the host; lines for it are lost.
    private static func write(_ lines: [UInt8], to descriptor: Int32) {
        var written = 0
        while written < lines.count {
            let count = lines.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), lines.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            written += count
        }
    }
}
