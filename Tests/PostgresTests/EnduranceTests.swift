import Contracts
import Foundation
import HostPostgres
import HostReactor
import TestSupport
import Testing

@Suite struct EnduranceTests {
    @Test func aConnectionIsUsedFromTwoReactorsInTurn() async throws {
        let cluster = try await PostgresCluster.shared
        try await cluster.withConnection(to: cluster.target()) { connection async throws in
            for round in 0..<200 {
                let reactor = TestReactors.group.reactors[round % 2]
                let place = await Task(executorPreference: reactor) {
                    let row = try? await connection.query("SELECT \(round)::int").first
                    #expect(row?.text(0) == "\(round)")
                    return connection.affinity
                }.value
                #expect(place == reactor.index)
            }
        }
    }

    @Test func tenThousandQueriesLeakNothing() async throws {
        let cluster = try await PostgresCluster.shared
        try await cluster.withConnection(to: cluster.target()) { connection async throws in
            try await query(connection, times: 2000)
            let before = try residentBytes()
            try await query(connection, times: 10_000)
            #expect(try residentBytes() - before < 3_000_000)
        }
    }

    /// A budget of connections is kept in the server's eyes only if the next is opened after the last is gone.
    @Test func aClosedConnectionsSessionIsOver() async throws {
        let cluster = try await PostgresCluster.shared
        let name = try await cluster.createDatabase("farewell")
        try await cluster.withConnection(to: cluster.target()) { watcher in
            for round in 0..<40 {
                try await cluster.withConnection(to: cluster.target(database: name, overTCP: round % 2 == 0)) { _ in }
                // PostgreSQL's own workers come to a database when they like.
                let sessions = try await watcher.query(
                    "SELECT FROM pg_stat_activity WHERE datname = \(name) AND backend_type = 'client backend'")
                #expect(sessions.isEmpty)
            }
        }
    }

    @Test func closingASilentServersConnectionTakesASecondAtMost() async throws {
        let cluster = try await PostgresCluster.shared
        let connection = try await TestReactors.driver.connect(to: cluster.target(), deadline: .now + .seconds(20))
        let pid: Int = try #require(try await connection.query("SELECT pg_backend_pid()").first).decode(at: 0)
        let backend = FrozenProcess(pid)
        defer { backend.thaw() }
        let start = ContinuousClock.now
        await connection.close()
        #expect(start.duration(to: .now) < .seconds(3))
    }

    @Test func closedConnectionsLeaveNoDescriptors() async throws {
        let cluster = try await PostgresCluster.shared
        let name = try await cluster.createDatabase("descriptors")
        func sessions() async throws -> Int {
            try await cluster.query("SELECT count(*)::int FROM pg_stat_activity WHERE datname = \(name)")[0].decode(at: 0)
        }
        for _ in 0..<50 {
            _ = try await TestReactors.driver.connect(to: cluster.target(database: name), deadline: .now + .seconds(5))
        }
        // Connections that nobody closed go with their last reference. The server takes a moment to notice.
        let limit = ContinuousClock.now + .seconds(5)
        while try await sessions() > 0, ContinuousClock.now < limit {}
        #expect(try await sessions() == 0)
    }

    private func query(_ connection: any PooledConnection, times: Int) async throws {
        try await Task(executorPreference: TestReactors.group.reactors[0]) {
            for number in 0..<times { _ = try await connection.query("SELECT \(number)::int, \("text")::text") }
        }.value
    }

    private func residentBytes() throws -> Int {
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]
        return (Int(pages) ?? 0) * sysconf(Int32(_SC_PAGESIZE))
    }
}
