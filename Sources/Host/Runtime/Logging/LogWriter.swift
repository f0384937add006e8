internal import Logging
internal import Synchronization

/// Collects lines and writes many at once, away from the threads that serve requests.
///
/// While `run` is running, a line waits at most the flush interval, and one that is urgent or fills the buffer half is written
/// at once by the task of `run`. Before and after, each line is written where it is logged.
public final class LogWriter: Sendable {
    private struct State: Sendable {
        var waiting: [UInt8] = []
        var dropped = 0
        var isWriting = false
        var isRunning = false

        /// Whether the caller is now the one who writes.
        mutating func beginWriting() -> Bool {
            defer { isWriting = true }
            return !isWriting
        }

        /// The next lines to write; nil, and nobody is writing any more, when there are none.
        mutating func takeBatch() -> (lines: [UInt8], dropped: Int)? {
            guard !waiting.isEmpty || dropped > 0 else {
                isWriting = false
                return nil
            }
            defer { (waiting, dropped) = ([], 0) }
            return (waiting, dropped)
        }
    }

    private let capacity: Int
    private let write: @Sendable ([UInt8]) -> Void
    private let state = Mutex(State())
    private let bell: AsyncStream<Void>
    private let ringer: AsyncStream<Void>.Continuation

    /// - Parameters:
    ///   - capacity: bytes that may wait; beyond, new lines are dropped and counted, for a host must not stop for its log.
    ///   - write: writes whole lines to where they go. Calls do not overlap.
    public init(capacity: Int, write: @escaping @Sendable ([UInt8]) -> Void) {
        self.capacity = capacity
        self.write = write
        (bell, ringer) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Takes one line, its line feed included.
    public func append(_ line: [UInt8], isUrgent: Bool = false) {
        let (isRunning, isPressing) = state.withLock { state in
            if state.waiting.count + line.count > capacity {
                state.dropped += 1
            } else {
                state.waiting.append(contentsOf: line)
            }
            return (state.isRunning, isUrgent || state.waiting.count > capacity / 2)
        }
        if !isRunning {
            flush()
        } else if isPressing {
            ringer.yield()
        }
    }

    /// Writes what is waiting. When another is writing just now, that one takes it along.
    public func flush() {
        guard state.withLock({ $0.beginWriting() }) else { return }
        while let batch = state.withLock({ $0.takeBatch() }) {
            write(batch.dropped > 0 ? batch.lines + Self.lossNote(batch.dropped) : batch.lines)
        }
    }

    /// Writes what comes, until the task is cancelled.
    public func run(flushInterval: Duration) async {
        state.withLock { $0.isRunning = true }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [ringer] in
                while !Task.isCancelled {
                    // A cancelled sleep ends the loop, and that is all there is to know of it.
                    try? await Task.sleep(for: flushInterval)
                    ringer.yield()
                }
            }
            for await _ in bell { flush() }
            group.cancelAll()
        }
        state.withLock { $0.isRunning = false }
        flush()
    }

    private static func lossNote(_ count: Int) -> [UInt8] {
        var line = JSONLine(level: .warning, message: "log lines were dropped")
        line.member("dropped", count)
        return line.finished()
    }
}
