import Contracts
import FoundationEssentials

/// Where an import's rows wait until all have come: a table of its own, without write-ahead log, in the tenant's database.
///
/// While rows arrive no connection is held between two loads, so an import that comes slowly costs the tenant none.
struct StagingTable: Sendable {
    let table: ImportTable
    let name: String
    let database: any Database

    /// Names that no field can have.
    static let number = "#number"
    static let line = "#line"
    /// The marks of the columns that have defaults: rows of one shape are inserted by one statement.
    static let shape = "#shape"
    /// The marks of all columns.
    static let given = "#given"

    init(of import: UUID, for table: ImportTable, in database: any Database) {
        self.table = table
        self.database = database
        name = Self.name(of: `import`)
    }

    static func name(of import: UUID) -> String { "import_" + `import`.canonical.replacing("-", with: "") }

    func create() async throws {
        let schema = try await schema()
        var statement = SQLBuilder()
        statement.append(
            """
            CREATE UNLOGGED TABLE \(identifier: schema).\(identifier: name) AS SELECT NULL::bigint AS \(identifier: Self.number),
            NULL::bigint AS \(identifier: Self.line), NULL::text AS \(identifier: Self.shape), NULL::text AS \(identifier: Self.given)
            """)
        for column in table.columns { statement.append(", \(identifier: column.name)") }
        statement.append(" FROM \(identifier: table.object.table) WITH NO DATA")
        let script = statement.text
        try await database.withConnection { try await $0.execute(script: script) }
    }

    /// Loads the rows, but for those whose values PostgreSQL cannot read.
    ///
    /// - Returns: the refused ones.
    func load(_ rows: StagedRows) async throws -> [ImportReport.Errors.Entry] {
        guard !rows.isEmpty else { return [] }
        do {
            try await copy(rows.bytes)
            return []
        } catch DatabaseError.server(let diagnostic) where diagnostic.isAboutRows {
            if rows.count == 1 { return [.init(line: rows.line, fault: RowFault(diagnostic, in: table))] }
            let (first, second) = rows.halves
            return try await load(first) + load(second)
        }
    }

    /// To be called once all rows are there: their ranges are then found by an index.
    func seal() async throws {
        let script = "CREATE INDEX ON \(SQLIdentifier.quote(name)) (\(SQLIdentifier.quote(Self.number)))"
        try await database.withConnection { try await $0.execute(script: script) }
    }

    func drop() async throws { try await Self.drop(name, in: database) }

    static func drop(_ name: String, in database: any Database) async throws {
        try await database.withConnection { try await $0.execute(script: "DROP TABLE IF EXISTS \(SQLIdentifier.quote(name))") }
    }

    /// The one beside the records in which the tenant's role may make tables.
    private func schema() async throws -> String {
        let staging = AdoptionScripts.stagingSchema
        let found = try await database.query("SELECT to_regnamespace(\(staging)) IS NOT NULL")
        return try found.first?.decode(at: 0) == true ? staging : "core"
    }

    private func copy(_ bytes: [UInt8]) async throws {
        let chunks = AsyncThrowingStream<[UInt8], any Error> { continuation in
            continuation.yield(bytes)
            continuation.finish()
        }
        _ = try await database.withConnection { try await $0.copyIn("COPY \(identifier: name) FROM STDIN", from: chunks) }
    }
}

extension ServerDiagnostic {
    /// Whether the statement's rows are at fault: bad data, broken constraints, values too large, or a row that is met twice.
    var isAboutRows: Bool { ["22", "23", "54"].contains(sqlState.errorClass) || sqlState.rawValue == "21000" }
}

extension RowFault {
    init(_ diagnostic: ServerDiagnostic, in table: ImportTable) {
        let error = CRMError(diagnostic) ?? .rejected(diagnostic.message)
        self.init(field: diagnostic.column.flatMap(table.path), code: error.problem.code, error.message)
    }
}
