import Contracts
import HostReactor
import TestSupport
import Testing

@Suite struct CancellationTests {
    @Test(arguments: [true, false])
    func theDeadlineCancelsTheStatement(overTCP: Bool) async throws {
        let cluster = try await PostgresCluster.shared
        try await cluster.withConnection(to: cluster.target(overTCP: overTCP)) { connection async throws in
            let start = ContinuousClock.now
            let scope = RequestScope(deadline: start + .milliseconds(100), phases: PhaseClock())
            await #expect(throws: DatabaseError.deadlineExceeded) {
                try await RequestScope.$current.withValue(scope) {
                    try await connection.query("SELECT pg_sleep(30), 'deadline test'")
                }
            }
            #expect(ContinuousClock.now - start < .seconds(10))
            #expect(scope.phases.spent(in: .sql) >= .milliseconds(100))
            #expect(try await running("deadline test").isEmpty)
            #expect(await connection.reset())
            #expect(try await connection.query("SELECT 1").count == 1)
        }
    }

    @Test func aCancelledTaskCancelsItsStatement() async throws {
        let cluster = try await PostgresCluster.shared
        try await cluster.withConnection(to: cluster.target()) { connection async throws in
            let waiting = Task { try await connection.query("SELECT pg_sleep(30), 'task test'") }
            while try await running("task test").isEmpty {}
            waiting.cancel()
            await #expect(throws: DatabaseError.cancelled) { try await waiting.value }
            #expect(try await running("task test").isEmpty)
            #expect(await connection.reset())
            #expect(try await connection.query("SELECT 1").count == 1)
        }
    }

    @Test func cancellingLeavesAPipelineClean() async throws {
        let cluster = try await PostgresCluster.shared
        try await cluster.withConnection(to: cluster.target()) { connection async throws in
            let scope = RequestScope(deadline: .now + .milliseconds(50), phases: PhaseClock())
            await #expect(throws: DatabaseError.deadlineExceeded) {
                try await RequestScope.$current.withValue(scope) {
                    try await connection.pipeline(["SELECT 1", "SELECT pg_sleep(30)", "SELECT 2"])
                }
            }
            #expect(try await connection.pipeline(["SELECT 1", "SELECT 2"]).map { $0[0].text(0) } == ["1", "2"])
        }
    }

    @Test func anotherTaskMayCancel() async throws {
        let cluster = try await PostgresCluster.shared
        try await cluster.withConnection(to: cluster.target()) { connection async throws in
            let waiting = Task { try await connection.query("SELECT pg_sleep(30), 'other test'") }
            while try await running("other test").isEmpty {}
            await connection.cancelRunningStatement()
            await #expect(throws: DatabaseError.cancelled) { try await waiting.value }
            #expect(try await connection.query("SELECT 1").count == 1)
        }
    }

    @Test func nothingIsSentPastTheDeadline() async throws {
        let cluster = try await PostgresCluster.shared
        try await cluster.withConnection(to: cluster.target()) { connection async throws in
            let scope = RequestScope(deadline: .now - .seconds(1), phases: PhaseClock())
            await #expect(throws: DatabaseError.deadlineExceeded) {
                try await RequestScope.$current.withValue(scope) { try await connection.query("SELECT 1") }
            }
            #expect(await connection.reset())
        }
    }

    @Test func aSecondUserIsRefusedAndTheFirstUnharmed() async throws {
        let cluster = try await PostgresCluster.shared
        try await cluster.withConnection(to: cluster.target()) { connection async throws in
            let first = Task { try await connection.query("SELECT pg_sleep(30), 'first user'") }
            while try await running("first user").isEmpty {}
            let failure = await #expect(throws: DatabaseError.self) { try await connection.query("SELECT 1") }
            #expect(failure?.sqlState == .objectInUse)
            #expect(try await running("first user").count == 1)
            first.cancel()
            await #expect(throws: DatabaseError.cancelled) { try await first.value }
        }
    }

    /// The sessions that run a statement with `mark` in it.
    private func running(_ mark: String) async throws -> RowSet {
        let pattern = "%" + mark + "%"
        return try await PostgresCluster.shared.query(
            "SELECT pid FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid() AND query LIKE \(pattern)")
    }
}
