import Contracts
import FoundationEssentials

/// The jobs of a workspace. A job is its host's as long as its lease runs; one whose lease has run out was killed with its host.
struct JobStore: Sendable {
    /// Prolonged with every load of rows.
    static let lease = Duration.seconds(60)
    /// How long a finished job can be asked for.
    private static let keptDays = 30

    let database: any Database

    /// - Throws: `BulkError.importExists`.
    func create(_ options: ImportOptions, objects: String, by caller: Caller) async throws {
        let author =
            switch caller.identity {
            case .user(let account, _): account
            case .apiKey(let id, _): id
            }
        try await clearUp()
        let made = try await database.query(
            """
            INSERT INTO "job" ("id", "kind", "object", "options", "authorId", "leaseUntil")
            VALUES (\(options.id), 'import', \(objects), \(text(.object(options.members)))::jsonb, \(author), \(leaseEnd))
            ON CONFLICT ("id") DO NOTHING
            """)
        guard made.affectedRows == 1 else { throw BulkError.importExists }
    }

    /// Notes how far the job has come, and that it is alive.
    ///
    /// - Throws: `BulkError.leaseLost` when it was given up meanwhile.
    func advance(_ id: UUID, to state: ImportJob.State, _ report: ImportReport) async throws {
        let alive = try await database.query(
            """
            UPDATE "job" SET "state" = \(state.rawValue), \(counts(report)), "leaseUntil" = \(leaseEnd)
            WHERE "id" = \(id) AND "state" IN ('loading', 'writing')
            """)
        guard alive.affectedRows == 1 else { throw BulkError.leaseLost }
    }

    /// Takes the job into the transaction that writes its records: nobody gives it up while that runs.
    func hold(_ id: UUID, on connection: any DatabaseConnection) async throws {
        let held = try await connection.query("SELECT FROM \"job\" WHERE \"id\" = \(id) AND \"state\" = 'writing' FOR UPDATE")
        guard !held.isEmpty else { throw BulkError.leaseLost }
    }

    /// - Parameter failure: the code of what ended it; nil when it succeeded.
    func finish(_ id: UUID, _ report: ImportReport, failure: ErrorCode?, on connection: any DatabaseConnection) async throws {
        let state = failure == nil ? ImportJob.State.succeeded : .failed
        _ = try await connection.query(
            """
            UPDATE "job" SET "state" = \(state.rawValue), \(counts(report)), "failure" = \(failure?.rawValue), "finishedAt" = clock_timestamp()
            WHERE "id" = \(id) AND "state" IN ('loading', 'writing')
            """)
    }

    /// - Throws: `BulkError.importNotFound`.
    func job(_ id: UUID) async throws -> ImportJob {
        try await clearUp()
        let rows = try await database.query("SELECT \(Self.columns) FROM \"job\" WHERE \"id\" = \(id)")
        guard let row = rows.first else { throw BulkError.importNotFound }
        return ImportJob(row: row)
    }

    /// The latest ones, the newest first.
    func jobs() async throws -> [ImportJob] {
        try await clearUp()
        return try await database.query("SELECT \(Self.columns) FROM \"job\" ORDER BY \"startedAt\" DESC, \"id\" LIMIT 50")
            .map(ImportJob.init(row:))
    }

    /// Declares dead the jobs whose hosts are gone, and removes what they left. One that writes holds its row and is passed over.
    private func clearUp() async throws {
        let dead = try await database.query(
            """
            UPDATE "job" SET "state" = 'failed', "failure" = \(ErrorCode.importAbandoned.rawValue), "finishedAt" = now()
            WHERE "id" IN (
                SELECT "id" FROM "job" WHERE "state" IN ('loading', 'writing') AND "leaseUntil" < now() FOR UPDATE SKIP LOCKED
            )
            RETURNING "id"
            """)
        for id in try dead.map({ try $0.decode(at: 0, as: UUID.self) }) {
            try await StagingTable.drop(StagingTable.name(of: id), in: database)
        }
        _ = try await database.query(
            "DELETE FROM \"job\" WHERE \"finishedAt\" < now() - make_interval(days => \(Self.keptDays)::integer)")
    }

    private var leaseEnd: SQL { "now() + make_interval(secs => \(Int(Self.lease.components.seconds))::double precision)" }

    private func counts(_ report: ImportReport) -> SQL {
        """
        "rowsRead" = \(report.rowsRead), "inserted" = \(report.inserted), "updated" = \(report.updated),
        "skipped" = \(report.skipped), "errorCount" = \(report.errors.total), "errors" = \(text(report.errors.list))::jsonb
        """
    }

    private func text(_ value: JSONValue) -> String { String(decoding: JSONWriter.encode(value), as: UTF8.self) }

    private static let columns: SQL = """
        "id", "object", "state", "options"::text AS "options", "rowsRead", "inserted", "updated", "skipped", "errorCount",
        "errors"::text AS "errors", "failure",
        to_char("startedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "startedAt",
        to_char("finishedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "finishedAt"
        """
}
