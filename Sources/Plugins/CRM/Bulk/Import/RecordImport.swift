import Contracts
import FoundationEssentials

/// One import from its first byte to its report.
///
/// Rows are loaded into a staging table as they arrive, and made records in one transaction once all have come: whatever ends an
/// import before that, a killed host included, leaves no record of it.
struct RecordImport: Sendable {
    private let scope: RecordScope
    private let options: ImportOptions
    private let table: ImportTable
    private let key: String?
    private let staging: StagingTable
    private let jobs: JobStore

    /// A dry run's way out of the transaction.
    private struct DryRunEnd: Error {
        let report: ImportReport
    }

    /// - Throws: `BulkError` and `CRMError` about what was asked for.
    init(_ options: ImportOptions, in scope: RecordScope) async throws {
        self.scope = scope
        self.options = options
        try scope.permissions.require(.create, on: scope.object)
        if options.upsertBy != nil { try scope.permissions.require(.update, on: scope.object) }
        try scope.allowance.requireStorage()
        let table = try await ImportTable.read(scope.object, in: scope.database)
        self.table = table
        key = try options.upsertBy.map { path throws(BulkError) in try table.key(path) }
        staging = StagingTable(of: options.id, for: table, in: scope.database)
        jobs = JobStore(database: scope.database)
    }

    /// - Throws: `BulkError.rejected` when nothing was written because of faulty rows, and whatever else ended it.
    func run(_ body: BodyStream) async throws -> ImportJob {
        let rows = ImportRows(options.format, of: scope.object, permissions: scope.permissions, clears: key != nil)
        let encoder = RowEncoder(table, author: try await author())
        var loader = ImportLoader(rows, options, encoder: encoder, staging: staging, jobs: jobs)
        try await jobs.create(options, objects: scope.object.plural, by: scope.caller)
        do {
            try await staging.create()
            try await loader.load(body)
            try await write(loader.report, rowCount: loader.rowCount)
        } catch {
            await giveUp(after: error, loader.report)
            throw error
        }
        try await staging.drop()
        return try await jobs.job(options.id)
    }

    /// Makes records of the staged rows and ends the job, both or neither.
    private func write(_ loaded: ImportReport, rowCount: Int) async throws {
        if options.faultyRows == .abort, loaded.errors.total > 0 { throw BulkError.rejected(loaded) }
        try await jobs.advance(options.id, to: .writing, loaded)
        try await staging.seal()
        do {
            try await scope.database.transaction { connection in
                try await jobs.hold(options.id, on: connection)
                let before = try await scope.allowance.count(on: connection)
                let statements = StagedStatements(
                    staging: staging, key: key, positions: try await positions(on: connection), rowCount: rowCount)
                var writer = StagedWriter(
                    statements, on: connection, catalogue: scope.catalogue, faultyRows: options.faultyRows, report: loaded)
                try await writer.write()
                if options.faultyRows == .abort, writer.report.errors.total > 0 {
                    throw BulkError.rejected(writer.report.withNothingWritten)
                }
                try await scope.allowance.settle(since: before, on: connection)
                if options.isDryRun { throw DryRunEnd(report: writer.report) }
                try await jobs.finish(options.id, writer.report, failure: nil, on: connection)
            }
        } catch let end as DryRunEnd {
            try await scope.database.withConnection { try await jobs.finish(options.id, end.report, failure: nil, on: $0) }
        }
    }

    /// Says how it ended and removes the staged rows. What fails of that is done by whoever looks at jobs once the lease has run out.
    private func giveUp(after error: any Error, _ loaded: ImportReport) async {
        let report = if case BulkError.rejected(let report) = error { report } else { loaded }
        // The task may be cancelled or late, and could then use no database.
        await Task {
            let limits = RequestScope(deadline: .now + .seconds(10), phases: PhaseClock())
            await RequestScope.$current.withValue(limits) {
                try? await scope.database.withConnection {
                    try await jobs.finish(options.id, report, failure: Self.code(of: error), on: $0)
                }
                try? await staging.drop()
            }
        }.value
    }

    private static func code(of error: any Error) -> ErrorCode {
        switch error {
        case let error as any HTTPRepresentable: error.problem.code
        case DatabaseError.server(let diagnostic) where diagnostic.sqlState == .queryCanceled: .statementTimeout
        case DatabaseError.deadlineExceeded: .requestDeadlineExceeded
        // The client has left.
        case is CancellationError, DatabaseError.cancelled: .importAbandoned
        case DatabaseError.server(let diagnostic) where diagnostic.isAboutSchema: .concurrentChange
        case DatabaseError.connectionLost, DatabaseError.connectFailed: .databaseUnavailable
        default: .internalError
        }
    }

    /// The caller as records name their authors.
    private func author() async throws -> RowEncoder.Author {
        switch scope.caller.identity {
        case .apiKey(_, let name): return RowEncoder.Author(memberID: nil, name: name)
        case .user(let account, let email):
            let rows = try await scope.database.query(
                """
                SELECT "id", NULLIF(btrim(concat_ws(' ', "nameFirstName", "nameLastName")), '') FROM "workspaceMember"
                WHERE ("userId" = \(account) OR lower("userEmail") = \(email)) AND "deletedAt" IS NULL
                ORDER BY "userId" <> \(account), "createdAt" LIMIT 1
                """)
            guard let row = rows.first else { return RowEncoder.Author(memberID: nil, name: email) }
            return RowEncoder.Author(memberID: try row.decode(at: 0), name: try row.decode(at: 1, as: String?.self) ?? email)
        }
    }

    /// Where new records go, before all there are or behind them, as for single ones.
    private func positions(on connection: any DatabaseConnection) async throws -> (first: Double, last: Double) {
        guard table.columns.contains(where: { $0.name == "position" }) else { return (0, 0) }
        let rows = try await connection.query(
            """
            SELECT COALESCE(min("position"), 1)::double precision, COALESCE(max("position"), 1)::double precision
            FROM \(identifier: table.object.table)
            """)
        guard let row = rows.first else { throw DatabaseError.decoding(column: "position") }
        return (try row.decode(at: 0), try row.decode(at: 1))
    }
}
