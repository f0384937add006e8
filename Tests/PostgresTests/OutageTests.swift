import Contracts
import HostPostgres
import TestSupport
import Testing

@Suite struct OutageTests {
    @Test func aKilledBackendIsALostConnection() async throws {
        let cluster = try await PostgresCluster.shared
        try await cluster.withConnection(to: cluster.target()) { connection async throws in
            let pid = try await connection.query("SELECT pg_backend_pid()")[0].decode(at: 0, as: Int.self)
            let waiting = Task { try await connection.query("SELECT pg_sleep(30)") }
            _ = try await cluster.query("SELECT pg_sleep(0.1)")
            _ = try await cluster.query("SELECT pg_terminate_backend(\(pid)::int)")
            await #expect(throws: DatabaseError.connectionLost) { try await waiting.value }
            await #expect(throws: DatabaseError.connectionLost) { try await connection.query("SELECT 1") }
            #expect(await !connection.reset())
            #expect(await !connection.ping(deadline: .now + .seconds(1)))
        }
    }

    @Test(arguments: [PostgresCluster.StopMode.fast, .immediate])
    func aServerThatStopsAndComesBack(mode: PostgresCluster.StopMode) async throws {
        let cluster = try await PostgresCluster.launch()
        let target = cluster.target()
        try await cluster.withConnection(to: target) { connection async throws in
            try await cluster.stop(mode)
            await #expect(throws: DatabaseError.connectionLost) { try await connection.query("SELECT 1") }
        }
        await #expect(throws: DatabaseError.connectFailed(.unreachable("there is no such socket"))) {
            try await TestReactors.driver.connect(to: target, deadline: .now + .seconds(5))
        }
        try await cluster.start()
        try await cluster.withConnection(to: target) { connection async throws in
            #expect(try await connection.query("SELECT 1").count == 1)
        }
    }

    @Test func aFullServerRefuses() async throws {
        let cluster = try await PostgresCluster.launch(settings: [
            "max_connections": "2", "superuser_reserved_connections": "0", "max_wal_senders": "0",
        ])
        try await cluster.withConnection(to: cluster.target()) { _ in
            try await cluster.withConnection(to: cluster.target()) { _ in
                await #expect(throws: DatabaseError.connectFailed(.refused("53300"))) {
                    try await TestReactors.driver.connect(to: cluster.target(), deadline: .now + .seconds(5))
                }
            }
        }
    }

    @Test func aFrozenServerCostsADeadlineAndTheConnection() async throws {
        let cluster = try await PostgresCluster.shared
        try await cluster.withConnection(to: cluster.target()) { connection async throws in
            let pid = try await connection.query("SELECT pg_backend_pid()")[0].decode(at: 0, as: Int.self)
            let frozen = FrozenProcess(pid)
            let start = ContinuousClock.now
            let scope = RequestScope(deadline: start + .milliseconds(100), phases: PhaseClock())
            await #expect(throws: DatabaseError.deadlineExceeded) {
                try await RequestScope.$current.withValue(scope) { try await connection.query("SELECT 1") }
            }
            #expect(ContinuousClock.now - start < .seconds(10))
            #expect(await !connection.reset())
            frozen.thaw()
        }
    }

    @Test func whoeverWaitsLearnsOfClosing() async throws {
        let cluster = try await PostgresCluster.shared
        let connection = try await TestReactors.driver.connect(to: cluster.target(), deadline: .now + .seconds(5))
        let waiting = Task { try await connection.query("SELECT pg_sleep(2)") }
        _ = try await cluster.query("SELECT pg_sleep(0.1)")
        await connection.close()
        await #expect(throws: DatabaseError.connectionLost) { try await waiting.value }
        await #expect(throws: DatabaseError.connectionLost) { try await connection.query("SELECT 1") }
        #expect(await !connection.reset())
    }
}
