import Contracts
import Foundation
import TestSupport
import Testing

/// A lock that a session of the test holds, or waits for, until it lets go. What the host does next in PostgreSQL stops there.
final class Hold: Sendable {
    private static let name = "test hold"

    private let session: Task<Void, any Error>
    private let end: AsyncStream<Never>.Continuation

    /// Returns when the lock is held, or is next in turn behind those who have it.
    static func on(_ table: String, in stack: TestStack) async throws -> Hold {
        let name = name + " " + UUID().uuidString
        let hold = Hold(table, named: name, in: stack)
        try await eventually {
            try await stack.withSuperuser {
                try await !$0.query(
                    """
                    SELECT FROM pg_stat_activity WHERE application_name = \(name)
                        AND (wait_event_type = 'Lock' OR state = 'idle in transaction' AND query LIKE 'LOCK %')
                    """
                ).isEmpty
            }
        }
        return hold
    }

    private init(_ table: String, named name: String, in stack: TestStack) {
        let (waiting, end) = AsyncStream.makeStream(of: Never.self)
        self.end = end
        session = Task {
            try await stack.withSuperuser { session in
                _ = try await session.query("SELECT set_config('application_name', \(name), false)")
                _ = try await session.query("BEGIN")
                try await session.execute(script: "LOCK TABLE \(table) IN SHARE ROW EXCLUSIVE MODE")
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
