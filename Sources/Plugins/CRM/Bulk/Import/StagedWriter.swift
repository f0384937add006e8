import Contracts

/// Makes records of staged rows, in the transaction that it is given.
///
/// Ranges of rows are written by set-based statements. When one is refused, the rows that break a unique index or name a record that
/// is not there are found and left out by one statement each; what is refused for another reason is narrowed down by halves.
struct StagedWriter {
    private static let rangeRows = 10_000

    private let statements: StagedStatements
    private let connection: any DatabaseConnection
    private let table: ImportTable
    private let catalogue: Catalogue
    private let faultyRows: ImportOptions.FaultyRows
    private(set) var report: ImportReport

    init(
        _ statements: StagedStatements, on connection: any DatabaseConnection, catalogue: Catalogue,
        faultyRows: ImportOptions.FaultyRows, report: ImportReport
    ) {
        self.statements = statements
        self.connection = connection
        table = statements.staging.table
        self.catalogue = catalogue
        self.faultyRows = faultyRows
        self.report = report
    }

    /// Writes the rows; after the first range with a faulty one no more when all or nothing is asked for.
    mutating func write() async throws {
        let end = statements.rowCount + 1
        if let key = statements.key {
            let message = "An earlier row has the same \(table.path(of: key) ?? key)."
            try await remove(statements.removeRepeated([key], 1..<end), field: [key], .duplicateRecord, message)
        }
        for start in stride(from: 1, to: end, by: Self.rangeRows) {
            guard faultyRows == .skip || report.errors.total == 0 else { return }
            try await write(start..<min(start + Self.rangeRows, end))
        }
    }

    private mutating func write(_ range: Range<Int>) async throws {
        guard !range.isEmpty else { return }
        _ = try await connection.query("SAVEPOINT \"range\"")
        do {
            let (updated, inserted) = try await apply(range)
            _ = try await connection.query("RELEASE SAVEPOINT \"range\"")
            report.updated += updated
            report.inserted += inserted
        } catch DatabaseError.server(let diagnostic) where diagnostic.isAboutRows {
            _ = try await connection.query("ROLLBACK TO SAVEPOINT \"range\"")
            try await narrowDown(range, diagnostic)
        }
    }

    private func apply(_ range: Range<Int>) async throws -> (updated: Int, inserted: Int) {
        let updated = if let update = statements.update(range) { try await connection.query(update).affectedRows } else { 0 }
        var inserted = 0
        for shape in try await connection.query(statements.shapes(range)).map({ try $0.decode(at: 0, as: String.self) }) {
            inserted += try await connection.query(statements.insert(range, shape: shape)).affectedRows
        }
        return (updated, inserted)
    }

    private mutating func narrowDown(_ range: Range<Int>, _ diagnostic: ServerDiagnostic) async throws {
        if range.count == 1 {
            guard let row = try await connection.query(statements.line(range.lowerBound)).first else { return }
            return refuse(1, [.init(line: try row.decode(at: 0), fault: RowFault(diagnostic, in: table))])
        }
        if try await removeFaulty(range, diagnostic.sqlState) { return try await write(range) }
        let middle = range.lowerBound + range.count / 2
        try await write(range.lowerBound..<middle)
        try await write(middle..<range.upperBound)
    }

    /// - Returns: whether rows were taken out.
    private mutating func removeFaulty(_ range: Range<Int>, _ state: SQLState) async throws -> Bool {
        let before = report.errors.total
        switch state {
        case .uniqueViolation:
            for key in table.uniqueKeys where key.count > 1 || key.first != statements.key {
                let taken = "A record has the same \(names(key)) already."
                try await remove(statements.removeTaken(key, range), field: key, .duplicateRecord, taken)
                let repeated = "An earlier row has the same \(names(key))."
                try await remove(statements.removeRepeated(key, range), field: key, .duplicateRecord, repeated)
            }
        case .foreignKeyViolation:
            for column in table.columns where column.field.isManyToOne {
                guard let target = catalogue.target(of: column.field) else { continue }
                let message = "There is no record of \(target.plural) with this id."
                try await remove(
                    statements.removeDangling(column.name, to: target, range), field: [column.name], .invalidRecord, message)
            }
        default: break
        }
        return report.errors.total > before
    }

    private mutating func remove(_ statement: SQL, field: [String], _ code: ErrorCode, _ message: String) async throws {
        let gone = try await connection.query(statement)
        guard let first = gone.first else { return }
        let fault = RowFault(field: names(field), code: code, message)
        refuse(try first.decode(at: 0), try gone.map { .init(line: try $0.decode(at: 1), fault: fault) })
    }

    private mutating func refuse(_ count: Int, _ entries: [ImportReport.Errors.Entry]) {
        report.skipped += count
        report.errors.add(count: count, entries)
    }

    private func names(_ columns: [String]) -> String { columns.map { table.path(of: $0) ?? $0 }.joined(separator: ", ") }
}

extension SQLState {
    fileprivate static let foreignKeyViolation = SQLState(rawValue: "23503")
}
