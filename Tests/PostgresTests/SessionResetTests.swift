import Contracts
import TestSupport
import Testing

@Suite struct SessionResetTests {
    @Test func settingsDoNotReachTheNextUser() async throws {
        try await afterReset(of: ["SET search_path TO pg_catalog", "SET statement_timeout = 1234"]) { connection async throws in
            #expect(try await connection.query("SHOW search_path")[0].text(0) == "\"$user\", public")
            #expect(try await connection.query("SHOW statement_timeout")[0].text(0) == "0")
            #expect(try await connection.query("SHOW DateStyle")[0].text(0) == "ISO, MDY")
        }
    }

    @Test(
        arguments: ["SELECT set_config('statement_timeout', '77', false)", "/* x */ SET statement_timeout = 77"] as [StaticString])
    func disguisedSettingsDoNotEither(statement: StaticString) async throws {
        try await afterReset(of: [SQL(stringLiteral: statement)]) { connection async throws in
            #expect(try await connection.query("SHOW statement_timeout")[0].text(0) == "0")
        }
    }

    @Test func aServerThatBecameReadOnlyGivesNoSignOfLifeToWhoWrites() async throws {
        let cluster = try await PostgresCluster.shared
        for (attributes, isAlive) in [("read-write", false), ("any", true)] {
            var parameters = cluster.target().parameters
            parameters["target_session_attrs"] = attributes
            let target = ConnectionTarget(
                server: "test", parameters: parameters, database: "postgres", user: cluster.superuser,
                password: cluster.superuserPassword)
            try await cluster.withConnection(to: target) { connection in
                #expect(await connection.ping(deadline: .now + .seconds(5)))
                // As the server says of all sessions when it is made read-only.
                try await connection.execute(script: "SET default_transaction_read_only = on")
                #expect(await connection.ping(deadline: .now + .seconds(5)) == isAlive)
            }
        }
    }

    @Test func aRoleTakenIsGivenBack() async throws {
        try await afterReset(of: ["SET ROLE pg_monitor"]) { connection async throws in
            #expect(try await connection.query("SELECT current_user")[0].text(0) == "postgres")
        }
    }

    @Test func temporaryTablesLocksAndListenersGo() async throws {
        let leftovers: [SQL] = ["CREATE TEMP TABLE leftover (id int)", "SELECT pg_advisory_lock(4711)", "LISTEN leftover"]
        try await afterReset(of: leftovers) { connection async throws in
            #expect(try await connection.query("SELECT to_regclass('leftover')")[0].isNull(0))
            #expect(try await connection.query("SELECT pg_listening_channels()").isEmpty)
            let locks = try await connection.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
            #expect(locks.isEmpty)
        }
    }

    @Test func preparedStatementsOutliveAReset() async throws {
        try await afterReset(of: ["SELECT 'kept'", "SET statement_timeout = 1234"]) { connection async throws in
            let kept = try await connection.query("SELECT 1 FROM pg_prepared_statements WHERE statement LIKE '%kept%'")
            #expect(kept.count >= 1)
        }
    }

    /// Runs `statements` and a reset, then `check` on the same connection.
    private func afterReset(
        of statements: [SQL], _ check: @Sendable (any PooledConnection) async throws -> Void
    ) async throws {
        let cluster = try await PostgresCluster.shared
        try await cluster.withConnection(to: cluster.target()) { connection async throws in
            for statement in statements { _ = try await connection.query(statement) }
            #expect(await connection.reset())
            try await check(connection)
        }
    }
}
