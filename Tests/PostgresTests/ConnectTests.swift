import Contracts
import HostPostgres
import TestSupport
import Testing

@Suite struct ConnectTests {
    @Test(arguments: [true, false])
    func aConnectionIsInItsDatabase(overTCP: Bool) async throws {
        let cluster = try await PostgresCluster.shared
        let database = try await cluster.createDatabase()
        try await cluster.withConnection(to: cluster.target(database: database, overTCP: overTCP)) { connection async throws in
            #expect(try await connection.query("SELECT current_database()")[0].text(0) == database)
            #expect(connection.affinity != nil)
            #expect(await connection.ping(deadline: .now + .seconds(5)))
        }
    }

    @Test func aWrongPasswordIsRefusedAndNotRepeated() async throws {
        let cluster = try await PostgresCluster.shared
        let role = try await cluster.createRole()
        let target = cluster.target(user: role.name, password: Secret("guessed-password"))
        let failure = await #expect(throws: DatabaseError.self) { try await connect(target) }
        #expect(failure == .connectFailed(.refused("28P01")))
        #expect(!String(reflecting: failure).contains("guessed-password"))
        #expect(!String(reflecting: failure).contains(role.name))
    }

    @Test func aMissingDatabaseIsRefused() async throws {
        let target = try await PostgresCluster.shared.target(database: "no_such_database")
        await #expect(throws: DatabaseError.connectFailed(.refused("3D000"))) { try await connect(target) }
    }

    @Test(arguments: ["dbname=postgres", "postgresql:///postgres", "postgres host=/tmp", "a\0b"])
    func aDatabaseNameIsNeverAConnectionString(name: String) async throws {
        let target = try await PostgresCluster.shared.target(database: name)
        await #expect(throws: DatabaseError.self) { try await connect(target) }
    }

    @Test func anotherDatabaseThanTheIntendedIsGivenUp() async throws {
        // PostgreSQL cuts names at 63 bytes, so that the server puts this one elsewhere than asked.
        let cluster = try await PostgresCluster.shared
        let name = String(repeating: "x", count: 63)
        try? await cluster.execute("CREATE DATABASE \(SQLIdentifier.quote(name)) TEMPLATE template0")
        await #expect(throws: DatabaseError.wrongDatabase) { try await connect(cluster.target(database: name + "y")) }
    }

    @Test func aSilentServerCostsNoMoreThanTheDeadline() async throws {
        let silent = try SilentServer()
        let target = ConnectionTarget(
            server: "silent", parameters: ["host": "127.0.0.1", "port": "\(silent.port)"], database: "x", user: "x",
            password: Secret("x"))
        let start = ContinuousClock.now
        await #expect(throws: DatabaseError.connectFailed(.timedOut)) {
            try await TestReactors.driver.connect(to: target, deadline: start + .milliseconds(200))
        }
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test func theNextHostIsTriedWhenOneIsSilentOrGone() async throws {
        let silent = try SilentServer()
        let cluster = try await PostgresCluster.shared
        let target = ConnectionTarget(
            server: "list",
            parameters: [
                "host": "127.0.0.1,\(cluster.folder)-gone,localhost", "port": "\(silent.port),\(cluster.port),\(cluster.port)",
                "target_session_attrs": "read-write", "connect_timeout": "2",
            ], database: "postgres", user: cluster.superuser, password: cluster.superuserPassword)
        let connection = try await TestReactors.driver.connect(to: target, deadline: .now + .seconds(20))
        #expect(try await connection.query("SELECT 1").count == 1)
        await connection.close()
    }

    @Test(arguments: [
        (["host": "/nonexistent"], "there is no such socket"),
        (["host": "127.0.0.1", "port": "1"], "the connection was refused"),
        (["host": "does-not-exist.invalid"], "the host name is unknown"),
        (["host": "/tmp", "no_such_keyword": "secret-value"], "a connection parameter is not valid"),
        (["host": "a,b", "port": "1,2,3"], "the lists of hosts and ports differ in length"),
    ])
    func whatCannotBeReachedIsSaidInFixedWords(parameters: [String: String], reason: String) async throws {
        let target = ConnectionTarget(server: "none", parameters: parameters, database: "x", user: "x", password: Secret("x"))
        await #expect(throws: DatabaseError.connectFailed(.unreachable(reason))) { try await connect(target) }
    }

    @Test func aCancelledTaskConnectsNoFurther() async throws {
        let silent = try SilentServer()
        let target = ConnectionTarget(
            server: "silent", parameters: ["host": "127.0.0.1", "port": "\(silent.port)"], database: "x", user: "x",
            password: Secret("x"))
        let connecting = Task { try await TestReactors.driver.connect(to: target, deadline: .now + .seconds(30)) }
        connecting.cancel()
        await #expect(throws: DatabaseError.cancelled) { try await connecting.value }
    }

    @Test func sessionsReadAndWriteTheSameWhateverTheDatabaseSets() async throws {
        let cluster = try await PostgresCluster.shared
        let database = try await cluster.createDatabase()
        for setting in [
            "standard_conforming_strings = off", "bytea_output = escape", "DateStyle = German", "TimeZone = Asia_Tokyo",
        ] {
            try? await cluster.execute("ALTER DATABASE \(SQLIdentifier.quote(database)) SET \(setting)")
        }
        let row = try await cluster.query("SELECT '\\'::text, '\\x00'::bytea, DATE '2024-12-31'", database: database)[0]
        #expect((0..<3).map { row.text($0) } == ["\\", "\\x00", "2024-12-31"])
    }

    private func connect(_ target: ConnectionTarget) async throws -> any PooledConnection {
        try await TestReactors.driver.connect(to: target, deadline: .now + .seconds(10))
    }
}
