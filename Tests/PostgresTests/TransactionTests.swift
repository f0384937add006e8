import Contracts
import TestSupport
import Testing

@Suite struct TransactionTests {
    @Test func whatIsCommittedStaysAndWhatFailsDoesNot() async throws {
        let cluster = try await PostgresCluster.shared
        let database = try await cluster.createDatabase()
        try await cluster.execute("CREATE TABLE t (id int PRIMARY KEY)", database: database)
        try await cluster.withConnection(to: cluster.target(database: database)) { connection async throws in
            try await connection.transaction { _ = try await $0.query("INSERT INTO t VALUES (1)") }
            await #expect(throws: DatabaseError.self) {
                try await connection.transaction {
                    _ = try await $0.query("INSERT INTO t VALUES (2)")
                    _ = try await $0.query("INSERT INTO t VALUES (1)")
                }
            }
            #expect(try await connection.query("SELECT id FROM t").map { $0.text(0) } == ["1"])
        }
    }

    @Test(arguments: ["SELECT 1", "SELECT 1/0"] as [StaticString])
    func resetEndsAnOpenTransaction(last: StaticString) async throws {
        let cluster = try await PostgresCluster.shared
        let database = try await cluster.createDatabase()
        try await cluster.execute("CREATE TABLE t (id int)", database: database)
        try await cluster.withConnection(to: cluster.target(database: database)) { connection async throws in
            _ = try await connection.query("BEGIN")
            _ = try await connection.query("INSERT INTO t VALUES (1)")
            _ = try? await connection.query(SQL(stringLiteral: last))
            #expect(await connection.reset())
            #expect(try await connection.query("SELECT * FROM t").isEmpty)
        }
    }

    @Test func resetWorksForACancelledTask() async throws {
        let cluster = try await PostgresCluster.shared
        try await cluster.withConnection(to: cluster.target()) { connection async throws in
            _ = try await connection.query("BEGIN")
            let resetting = Task {
                while !Task.isCancelled { await Task.yield() }
                return await connection.reset()
            }
            resetting.cancel()
            #expect(await resetting.value)
            #expect(try await connection.query("SELECT 1").count == 1)
        }
    }
}
