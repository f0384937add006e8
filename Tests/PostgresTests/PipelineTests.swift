import Contracts
import TestSupport
import Testing

@Suite struct PipelineTests {
    @Test(arguments: [true, false])
    func resultsComeInOrder(usesPreparedStatements: Bool) async throws {
        let cluster = try await PostgresCluster.shared
        try await cluster.withConnection(to: cluster.target(usesPreparedStatements: usesPreparedStatements)) {
            connection async throws in
            for round in 0..<3 {
                let results = try await connection.pipeline([
                    "SELECT \(round)::int", "SELECT generate_series(1, 3)", "SELECT \(round + 1)::int",
                ])
                #expect(results.map { $0[0].text(0) } == ["\(round)", "1", "\(round + 1)"])
                #expect(results[1].count == 3)
            }
        }
    }

    @Test func oneFailureUndoesAllAndLeavesTheConnectionUsable() async throws {
        let cluster = try await PostgresCluster.shared
        let database = try await cluster.createDatabase()
        try await cluster.execute("CREATE TABLE t (id int)", database: database)
        try await cluster.withConnection(to: cluster.target(database: database)) { connection async throws in
            let failure = await #expect(throws: DatabaseError.self) {
                try await connection.pipeline(["INSERT INTO t VALUES (1)", "SELECT 1/0", "INSERT INTO t VALUES (2)"])
            }
            #expect(failure?.sqlState == SQLState(rawValue: "22012"))
            #expect(try await connection.query("SELECT * FROM t").isEmpty)
            #expect(await connection.reset())
        }
    }

    @Test func theSameStatementMayComeTwice() async throws {
        let cluster = try await PostgresCluster.shared
        try await cluster.withConnection(to: cluster.target()) { connection async throws in
            let results = try await connection.pipeline((1...3).map { "SELECT \($0)::int AS twin" })
            #expect(results.map { $0[0].text(0) } == ["1", "2", "3"])
        }
    }

    @Test func noStatementsGiveNoResults() async throws {
        let cluster = try await PostgresCluster.shared
        try await cluster.withConnection(to: cluster.target()) { connection async throws in
            #expect(try await connection.pipeline([]).isEmpty)
        }
    }
}
