import Contracts
import Synchronization

/// Keeps what a log writer writes.
final class LogSink: Sendable {
    private let batches = Mutex<[[UInt8]]>([])

    func write(_ bytes: [UInt8]) { batches.withLock { $0.append(bytes) } }

    var batchCount: Int { batches.withLock(\.count) }

    /// Every line, parsed; a line that is not one JSON object is left out.
    var lines: [JSONObject] {
        batches.withLock { $0 }.joined().split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard case .object(let object)? = try? JSONParser.parse(Array(line)) else { return nil }
            return object
        }
    }
}
