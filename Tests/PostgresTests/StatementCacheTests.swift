import Contracts
import HostPostgres
import TestSupport
import Testing

@Suite struct StatementCacheTests {
    @Test func theLeastRecentlyUsedStatementMakesRoom() async throws {
        try await withConnection(maxPreparedStatements: 3) { connection async throws in
            for letter in ["a", "b", "a", "c", "d", "a", "e"] {
                _ = try await connection.query(SQL(script: "SELECT 'cache test \(letter)'"))
            }
            let prepared = try await preparedTexts(connection).compactMap(\.last)
            // What was evicted last leaves the server with the next preparation.
            #expect(prepared.contains("a") && prepared.contains("e") && !prepared.contains("b"))
        }
    }

    @Test func thousandsOfStatementsLeaveABoundedNumberOnTheServer() async throws {
        try await withConnection(maxPreparedStatements: 8) { connection async throws in
            for length in 1...200 {
                let sum = String(repeating: "1+", count: length) + "1"
                #expect(try await connection.query(SQL(script: "SELECT \(sum)"))[0].text(0) == "\(length + 1)")
            }
            let count = try await connection.query(SQL(script: "SELECT count(*)::int FROM pg_prepared_statements"))
            #expect(try count[0].decode(at: 0, as: Int.self) <= 10)
        }
    }

    @Test func nothingIsPreparedBehindATransactionPooler() async throws {
        let cluster = try await PostgresCluster.shared
        try await cluster.withConnection(to: cluster.target(usesPreparedStatements: false)) { connection async throws in
            for number in 1...3 { #expect(try await connection.query("SELECT \(number)::int")[0].text(0) == "\(number)") }
            #expect(try await connection.query("SELECT 1 FROM pg_prepared_statements").isEmpty)
        }
    }

    @Test func aStatementThatNoLongerFitsItsTableIsPreparedAnew() async throws {
        let cluster = try await PostgresCluster.shared
        let database = try await cluster.createDatabase()
        try await cluster.execute("CREATE TABLE t (id int); INSERT INTO t VALUES (1)", database: database)
        try await cluster.withConnection(to: cluster.target(database: database)) { connection async throws in
            #expect(try await connection.query("SELECT * FROM t").columnCount == 1)
            try await cluster.execute("ALTER TABLE t ADD name text", database: database)
            #expect(try await connection.query("SELECT * FROM t").columnCount == 2)
            try await connection.execute(script: "DEALLOCATE ALL")
            #expect(try await connection.query("SELECT * FROM t").columnCount == 2)
        }
    }

    @Test func aStatementWhoseParameterHasAnotherTypeByNowIsPreparedAnew() async throws {
        let cluster = try await PostgresCluster.shared
        let database = try await cluster.createDatabase()
        try await cluster.execute("CREATE TYPE mood AS ENUM ('a'); CREATE TABLE t (mood mood)", database: database)
        try await cluster.withConnection(to: cluster.target(database: database)) { connection async throws in
            for _ in 0..<2 {
                #expect(try await connection.query("INSERT INTO t VALUES (\("a"))").affectedRows == 1)
                try await cluster.execute(
                    """
                    ALTER TYPE mood RENAME TO retired; CREATE TYPE mood AS ENUM ('a', 'b');
                    ALTER TABLE t ALTER COLUMN mood TYPE mood USING mood::text::mood; DROP TYPE retired
                    """, database: database)
            }
            #expect(try await connection.query("SELECT FROM t WHERE mood = \("a")").count == 2)
        }
    }

    @Test func passwordsInStatementsAreNotKeptOnTheServer() async throws {
        try await withConnection(maxPreparedStatements: 8) { connection async throws in
            let role = try await PostgresCluster.shared.createRole().name
            _ = try await connection.query(SQL(script: "ALTER ROLE \(SQLIdentifier.quote(role)) PASSWORD 'hidden'"))
            #expect(try await preparedTexts(connection).allSatisfy { !$0.contains("hidden") })
        }
    }

    @Test func databasesAreMadeBesideFullCaches() async throws {
        try await withConnection(maxPreparedStatements: 1) { connection async throws in
            let name = "made_" + String(UInt32.random(in: 0 ... .max))
            for _ in 0..<2 {
                _ = try await connection.query("SELECT 1")
                _ = try await connection.query("SELECT 2")
            }
            _ = try await connection.query("CREATE DATABASE \(identifier: name) TEMPLATE template0")
            _ = try await connection.query("DROP DATABASE \(identifier: name)")
        }
    }

    private func withConnection(
        maxPreparedStatements: Int, _ body: (any PooledConnection) async throws -> Void
    ) async throws {
        let driver = PostgresDriver(
            reactors: TestReactors.group, lane: TestReactors.lane, maxPreparedStatements: maxPreparedStatements)
        let target = try await PostgresCluster.shared.target()
        let connection = try await driver.connect(to: target, deadline: .now + .seconds(5))
        try await body(connection)
        await connection.close()
    }

    private func preparedTexts(_ connection: any PooledConnection) async throws -> [String] {
        let rows = try await connection.query("SELECT trim(trailing '''' FROM statement) FROM pg_prepared_statements")
        return rows.map { $0.text(0) ?? "" }
    }
}
