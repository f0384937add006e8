import Contracts

/// Reads an import's rows as they arrive, checks them, and loads the good ones into the staging table.
struct ImportLoader {
    /// However little has come by then, it is loaded and the job's progress noted.
    private static let longestPause = Duration.seconds(5)

    private var rows: ImportRows
    private let object: ObjectDescription
    private let options: ImportOptions
    private let encoder: RowEncoder
    private let staging: StagingTable
    private let jobs: JobStore
    private var waiting = StagedRows()
    private var loadedAt = ContinuousClock.now
    private(set) var report = ImportReport()
    /// Rows that were given a number, from 1. Those that PostgreSQL could not read have left gaps.
    private(set) var rowCount = 0

    init(_ rows: ImportRows, _ options: ImportOptions, encoder: RowEncoder, staging: StagingTable, jobs: JobStore) {
        self.rows = rows
        object = staging.table.object
        self.options = options
        self.encoder = encoder
        self.staging = staging
        self.jobs = jobs
    }

    /// Reads to the end, or until as many faults are found as can be told when all or nothing is asked for.
    mutating func load(_ body: BodyStream) async throws {
        for try await piece in body {
            take(try rows.read(piece))
            if isRejected, report.errors.isFull { return }
            if waiting.isFull || loadedAt + Self.longestPause < .now { try await load() }
        }
        take(try rows.finish())
        try await load()
    }

    /// Whether nothing will be written whatever comes.
    private var isRejected: Bool { options.faultyRows == .abort && report.errors.total > 0 }

    private mutating func take(_ rows: [ImportRow]) {
        for row in rows {
            report.rowsRead += 1
            do throws(RowFault) {
                try take(try row.content.get(), line: row.line)
            } catch {
                refuse([.init(line: row.line, fault: error)])
            }
        }
    }

    private mutating func take(_ record: JSONObject, line: Int) throws(RowFault) {
        let values: [ColumnValue]
        do {
            values = try RecordInput(record, for: object, operation: .create).values
        } catch {
            throw RowFault(field: report.errors.isFull ? nil : faultyField(of: record), code: error.problem.code, error.message)
        }
        guard !isRejected else { return }
        rowCount += 1
        waiting.append(line: line) { [encoder, rowCount] text in
            encoder.append(values, number: rowCount, line: line, to: &text)
        }
    }

    /// The first field that is refused also when it stands alone.
    private func faultyField(of record: JSONObject) -> String? {
        record.members.first { member in
            (try? RecordInput(JSONObject([member]), for: object, operation: .create)) == nil
        }?.name
    }

    private mutating func load() async throws {
        if !isRejected { refuse(try await staging.load(waiting)) }
        waiting.removeAll()
        try await jobs.advance(options.id, to: .loading, report)
        loadedAt = .now
    }

    private mutating func refuse(_ entries: [ImportReport.Errors.Entry]) {
        report.skipped += entries.count
        report.errors.add(count: entries.count, entries)
    }
}
