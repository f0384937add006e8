import Synchronization

/// Adds up where a request's time went. One request has one; its parts may report from any thread.
public final class PhaseClock: Sendable {
    /// A part of a request's time, in the order it usually comes.
    public enum Phase: Int, Sendable, CaseIterable {
        case queue, authentication, poolWait, sql, write

        /// Its name in log lines and in `Server-Timing`.
        public var name: String {
            switch self {
            case .queue: "queue"
            case .authentication: "auth"
            case .poolWait: "pool"
            case .sql: "sql"
            case .write: "write"
            }
        }
    }

    private let spent = Mutex<InlineArray<5, Duration>>(InlineArray(repeating: .zero))

    public init() {}

    public func add(_ duration: Duration, to phase: Phase) {
        spent.withLock { $0[phase.rawValue] += duration }
    }

    public func spent(in phase: Phase) -> Duration { spent.withLock { $0[phase.rawValue] } }
}
