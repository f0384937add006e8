import Contracts
import Foundation
import TestSupport
import Testing

/// A lock that a session of the test holds, or waits for, until it lets go. What the host does next in PostgreSQL stops there.
final class Hold: Sendable {
    enum Lock: Sendable {
        /// Of a table, against everybody who writes to it.
        case table(String)
        /// Of the records of all jobs' steps.
        case records

        fileprivate var script: String {
            switch self {
            case .table(let name): "LOCK TABLE \(name) IN SHARE ROW EXCLUSIVE MODE"
            case .records: "SELECT pg_advisory_xact_lock(\(Hold.recordLock))"
            }
        }
    }

    static let recordLock = 20_261_123
    private static let name = "test hold"

    private let session: Task<Void, any Error>
    private let end: AsyncStream<Never>.Continuation

    /// Returns when the lock is held, or is next in turn behind those who have it.
    static func on(_ lock: Lock, in stack: TestStack) async throws -> Hold {
        let name = name + " " + UUID().uuidString
        let hold = Hold(lock, named: name, in: stack)
        try await eventually {
            try await stack.withSuperuser {
                try await !$0.query(
                    """
                    SELECT FROM pg_stat_activity WHERE application_name = \(name)
                        AND (wait_event_type = 'Lock' OR state = 'idle in transaction' AND query ILIKE '%lock%')
                    """
                ).isEmpty
            }
        }
        return hold
    }

    private init(_ lock: Lock, named name: String, in stack: TestStack) {
        let (waiting, end) = AsyncStream.makeStream(of: Never.self)
        self.end = end
        session = Task {
            try await stack.withSuperuser { session in
                _ = try await session.query("SELECT set_config('application_name', \(name), false)")
                _ = try await session.query("BEGIN")
                try await session.execute(script: lock.script)
                for await _ in waiting {}
            }
        }
    }

    /// The lock is gone when this returns, also after the server was killed.
    func release() async {
        end.finish()
        _ = await session.result
    }
}
