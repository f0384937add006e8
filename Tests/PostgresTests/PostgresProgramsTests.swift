import Contracts
import Foundation
import HostPostgres
import TestSupport
import Testing

@Suite struct PostgresProgramsTests {
    @Test func aDumpRestoredIsTheSameDatabase() async throws {
        let stage = try await Stage.make()
        let copy = try await stage.cluster.createDatabase("copy")
        try await stage.tools.dump(DatabaseDump(login: stage.login), to: stage.file)
        try await stage.tools.restore(DatabaseRestoration(login: stage.login(to: copy)), from: stage.file)
        let rows = try await stage.cluster.query("SELECT count(*), sum(n) FROM note", database: copy)
        #expect(try rows[0].decode(at: 0) == 100)
        #expect(try rows[0].decode(at: 1) == 5050)
    }

    @Test func aRestorationCanGoInPartsAndBelongToARole() async throws {
        let stage = try await Stage.make()
        let copy = try await stage.cluster.createDatabase("copy")
        let role = try await stage.cluster.createRole()
        try await stage.cluster.execute("ALTER SCHEMA public OWNER TO \(role.name)", database: copy)
        try await stage.tools.dump(DatabaseDump(login: stage.login), to: stage.file)
        for section in DatabaseRestoration.Section.allCases {
            let part = DatabaseRestoration(
                login: stage.login(to: copy), sections: [section], role: role.name, omitsExtensions: true)
            try await stage.tools.restore(part, from: stage.file)
        }
        let rows = try await stage.cluster.query(
            """
            SELECT tableowner, (SELECT count(*) FROM note), (SELECT count(*) FROM pg_indexes WHERE tablename = 'note'),
                (SELECT count(*) FROM pg_extension WHERE extname = 'unaccent')
            FROM pg_tables WHERE tablename = 'note'
            """, database: copy)
        #expect(try rows[0].decode(at: 0) == role.name)
        #expect(try rows[0].decode(at: 1) == 100)
        #expect(try rows[0].decode(at: 2) == 1)
        #expect(try rows[0].decode(at: 3) == 0)
        #expect(!FileManager.default.fileExists(atPath: stage.file + ".list"))
    }

    @Test func aDumpShowsWhatItsSnapshotShows() async throws {
        let stage = try await Stage.make()
        try await stage.cluster.withConnection(to: stage.cluster.target(database: stage.database)) { connection in
            _ = try await connection.query("BEGIN ISOLATION LEVEL REPEATABLE READ")
            let snapshot: String = try await connection.query("SELECT pg_export_snapshot()")[0].decode(at: 0)
            try await stage.cluster.execute("DELETE FROM note", database: stage.database)
            let dump = DatabaseDump(login: stage.login, contents: .data, format: .plain, snapshot: snapshot)
            try await stage.tools.dump(dump, to: stage.file)
        }
        #expect(try String(contentsOfFile: stage.file, encoding: .utf8).contains("\n100\n"))
    }

    @Test func aPasswordIsInNobodysArguments() async throws {
        let stage = try await Stage.make(overTCP: true)
        try await stage.whileBlocked { dumping in
            let line = try #require(try ProcessLine.find(containing: stage.file))
            #expect(line.arguments.contains("dbname=\(stage.database)") || line.arguments.contains(stage.database))
            #expect(!line.arguments.contains(stage.cluster.target().password.reveal()))
            #expect(line.environment.contains("PGPASSWORD=\(stage.cluster.target().password.reveal())"))
            dumping.cancel()
        }
    }

    @Test func aCancelledDumpLeavesNeitherProcessNorSession() async throws {
        let stage = try await Stage.make()
        try await stage.whileBlocked { dumping in
            dumping.cancel()
            await #expect(throws: CancellationError.self) { try await dumping.value }
            let left = try ProcessLine.find(containing: stage.file)
            #expect(left == nil)
        }
    }

    @Test func aDumpThatTakesTooLongIsStopped() async throws {
        let stage = try await Stage.make()
        try await stage.whileBlocked(timeLimit: .milliseconds(500)) { dumping in
            await #expect(throws: DatabaseToolError.timedOut(program: "pg_dump")) { try await dumping.value }
            let left = try ProcessLine.find(containing: stage.file)
            #expect(left == nil)
        }
    }

    @Test func whatCannotBeRestoredSaysSo() async throws {
        let stage = try await Stage.make()
        try "no dump".write(toFile: stage.file, atomically: true, encoding: .utf8)
        await #expect(throws: DatabaseToolError.failed(program: "pg_restore", status: 1)) {
            try await stage.tools.restore(DatabaseRestoration(login: stage.login), from: stage.file)
        }
    }

    @Test func aMachineWithoutTheProgramsSaysSo() async throws {
        let stage = try await Stage.make()
        for folder in [nil, ProgramFolder("/nonexistent")] {
            await #expect(throws: DatabaseToolError.missing(program: "pg_dump")) {
                try await stage.cluster.tools(folder: folder).dump(DatabaseDump(login: stage.login), to: stage.file)
            }
        }
    }
}

/// A database with a hundred notes, and a file to dump it to.
private struct Stage {
    let cluster: PostgresCluster
    let database: String
    let file: String
    let tools: PostgresPrograms

    var login: DatabaseLogin { login(to: database) }

    static func make(overTCP: Bool = false) async throws -> Stage {
        let cluster = try await PostgresCluster.shared
        let database = try await cluster.createDatabase("dumped")
        try await cluster.execute(
            """
            CREATE EXTENSION unaccent;
            CREATE TABLE note (n int PRIMARY KEY);
            INSERT INTO note SELECT generate_series(1, 100);
            """, database: database)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("dump-" + UUID().uuidString).path
        return Stage(cluster: cluster, database: database, file: file, tools: cluster.tools(overTCP: overTCP))
    }

    func login(to database: String) -> DatabaseLogin {
        DatabaseLogin(server: "test", database: database, account: .administrator)
    }

    /// Runs `body` while a dump waits for a table that somebody has locked.
    func whileBlocked(
        timeLimit: Duration = .seconds(60), _ body: @Sendable (Task<Void, any Error>) async throws -> Void
    ) async throws {
        try await cluster.withConnection(to: cluster.target(database: database)) { connection in
            _ = try await connection.query("BEGIN")
            _ = try await connection.query("LOCK TABLE note")
            let dumping = Task { try await tools.dump(DatabaseDump(login: login, timeLimit: timeLimit), to: file) }
            while try await cluster.query(
                "SELECT FROM pg_stat_activity WHERE datname = \(database) AND wait_event_type = 'Lock'"
            ).isEmpty {}
            try await body(dumping)
            _ = await dumping.result
            _ = try await connection.query("ROLLBACK")
        }
    }
}

/// What the kernel shows of a process.
private struct ProcessLine {
    let arguments: String
    let environment: String

    static func find(containing text: String) throws -> ProcessLine? {
        for process in try FileManager.default.contentsOfDirectory(atPath: "/proc") where Int(process) != nil {
            let arguments = Self.text("/proc/\(process)/cmdline")
            guard arguments.contains(text) else { continue }
            return ProcessLine(arguments: arguments, environment: Self.text("/proc/\(process)/environ"))
        }
        return nil
    }

    private static func text(_ file: String) -> String {
        (FileManager.default.contents(atPath: file)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
