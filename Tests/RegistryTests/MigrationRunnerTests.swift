import Contracts
import TestSupport
import Testing

@testable import HostRegistry

@Suite struct MigrationRunnerTests {
    private let runner = MigrationRunner(cryptography: PlainCryptography())
    private let first = Migration(version: 1, name: "V0001_first", script: "CREATE TABLE a (x int); INSERT INTO a VALUES (1)")
    private let second = Migration(version: 2, name: "V0002_second", script: "ALTER TABLE a ADD y int")

    private func database() async throws -> DirectDatabase {
        let cluster = try await PostgresCluster.shared
        return DirectDatabase(cluster.target(database: try await cluster.createDatabase("migrated")))
    }

    private func migrate(_ database: DirectDatabase, _ migrations: [Migration]) async throws {
        try await database.withConnection { connection in
            try await runner.migrate([MigrationSet(owner: "test", migrations: migrations)], on: connection)
        }
    }

    @Test func whatIsMissingIsAppliedOnce() async throws {
        let database = try await database()
        try await migrate(database, [first])
        try await migrate(database, [first, second])
        try await migrate(database, [first, second])
        #expect(try await database.query("SELECT x, y FROM a").count == 1)
        let ledger = try await database.query("SELECT name FROM schema_migration ORDER BY version")
        #expect(ledger.map { $0.text(0) } == ["V0001_first", "V0002_second"])
    }

    @Test func programsThatStartTogetherMigrateOnce() async throws {
        let database = try await database()
        try await withThrowingTaskGroup { group in
            for _ in 0..<6 { group.addTask { try await migrate(database, [first, second]) } }
            try await group.waitForAll()
        }
        #expect(try await database.query("SELECT FROM a").count == 1)
    }

    @Test func anAlteredMigrationIsRefused() async throws {
        let database = try await database()
        try await migrate(database, [first])
        let altered = Migration(version: 1, name: first.name, script: first.script + ";")
        await #expect(throws: MigrationError.altered(owner: "test", version: 1)) { try await migrate(database, [altered, second]) }
        #expect(try await database.query("SELECT FROM schema_migration").count == 1)
    }

    @Test func aNewerDatabaseIsRefused() async throws {
        let database = try await database()
        try await migrate(database, [first, second])
        await #expect(throws: MigrationError.newerThanProgram(owner: "test", version: 2)) { try await migrate(database, [first]) }
    }

    @Test func aGapInTheNumbersIsRefused() async throws {
        let database = try await database()
        await #expect(throws: MigrationError.disordered(owner: "test")) { try await migrate(database, [second]) }
    }

    @Test func aFailedMigrationLeavesNothingAndTheLockIsFree() async throws {
        let database = try await database()
        let broken = Migration(version: 2, name: "V0002_broken", script: "CREATE TABLE b (x int); SELECT 1/0")
        await #expect(throws: DatabaseError.self) { try await migrate(database, [first, broken]) }
        #expect(try await database.query("SELECT to_regclass('b') IS NULL").first?.text(0) == "t")
        try await migrate(database, [first, second])
    }
}
