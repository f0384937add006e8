import Contracts
import FoundationEssentials

/// One change of a workspace, within its transaction.
struct WorkspaceChange: Sendable {
    let connection: any DatabaseConnection
    /// As it was when the change began.
    let model: WorkspaceModel
    let table: TableDefinition
    let limits: CustomizationLimits

    var writer: ModelWriter { ModelWriter(connection: connection) }
    var reader: ModelReader { ModelReader(connection: connection) }

    func run(_ statements: [String]) async throws {
        guard !statements.isEmpty else { return }
        try await connection.execute(script: statements.joined(separator: ";\n"))
    }

    /// Runs statements that fail with `state` when records are not as the change needs them.
    func run(_ statements: [String], otherwise fault: MetadataFault, on state: SQLState) async throws {
        do {
            try await run(statements)
        } catch DatabaseError.server(let diagnostic) where diagnostic.sqlState == state {
            throw fault
        }
    }

    /// Whether the statement, a SELECT EXISTS, finds something.
    func finds(_ statement: SQL) async throws -> Bool {
        guard let row = try await connection.query(statement).first else { return false }
        return try row.decode(at: 0)
    }

    func shown(_ id: UUID, _ subject: MetadataFault.Subject) async throws -> [UInt8] {
        try await MetadataListing.one(id, of: subject, on: connection)
    }

    func index(over field: FieldModel, of table: String, isUnique: Bool = false, method: IndexModel.Method = .btree) -> IndexModel {
        let fieldName = isUnique ? field.name : field.storedName
        return IndexModel(
            name: self.table.names.index(table, [fieldName], isUnique: isUnique), objectID: field.objectID, field: field,
            isUnique: isUnique, method: method)
    }
}
