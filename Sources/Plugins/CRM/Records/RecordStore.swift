import Contracts
import FoundationEssentials

/// One object's records in a tenant's database.
struct RecordStore: Sendable {
    let object: ObjectDescription
    /// What is read of them.
    let view: RecordView
    let database: any Database

    init(_ scope: RecordScope, _ view: RecordView) {
        object = scope.object
        self.view = view
        database = scope.database
    }

    init(_ scope: RecordScope) { self.init(scope, RecordView(of: scope)) }

    /// A page and the exact number of all records, in one round trip.
    func page(_ request: PageRequest) async throws -> RecordPage {
        let statements = PageStatements(request, of: view)
        let results = try await asTwentyWords {
            try await database.pipeline([statements.page, statements.count])
        }
        guard results.count == 2, let count = results[1].first else { throw DatabaseError.decoding(column: "count") }
        return RecordPage(request: request, rows: results[0], totalCount: try count.decode(at: 0))
    }

    func record(_ id: UUID) async throws -> Row { try await one(view.statements.one(id)) }

    /// - Throws: `CRMError.recordNotFound` when the statement met no record.
    private func one(_ statement: SQL) async throws -> Row {
        guard let row = try await asTwentyWords({ try await database.query(statement) }).first else {
            throw CRMError.recordNotFound
        }
        return row
    }

    /// Runs a statement; what it says of the caller's values is told in Twenty's words.
    func asTwentyWords<Result>(_ run: () async throws -> Result) async throws -> Result {
        do {
            return try await run()
        } catch DatabaseError.server(let diagnostic) {
            throw CRMError(diagnostic) ?? DatabaseError.server(diagnostic) as any Error
        }
    }
}

extension CRMError {
    /// What the caller is told of a refused statement; nil when it is not the caller's doing.
    init?(_ diagnostic: ServerDiagnostic) {
        switch (diagnostic.sqlState, diagnostic.sqlState.errorClass) {
        case (.uniqueViolation, _): self = .duplicateEntry
        // Integrity, bad data, and values too large for an index or a search vector.
        case (_, "23"), (_, "22"), (_, "54"): self = .rejected(diagnostic.message)
        default: return nil
        }
    }
}

extension ServerDiagnostic {
    /// The statement names a table, column or type that is not there or is another than it was: the metadata that it was made from
    /// may no longer be true.
    var isAboutSchema: Bool { Self.statesAboutSchema.contains(sqlState.rawValue) }

    /// Undefined table, column, object and function; a value of another type; and what PostgreSQL says of a prepared statement whose
    /// result or parameter types have changed.
    private static let statesAboutSchema: Set<String> = ["42P01", "42703", "42704", "42883", "42804", "0A000", "XX000"]
}
