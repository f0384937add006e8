/// What comes to a workspace: rows that describe it, and the statements that make it real.
struct Addition {
    private(set) var fields: [FieldModel] = []
    private(set) var indexes: [IndexModel] = []
    private(set) var statements: [String] = []

    mutating func add(_ field: FieldModel) { fields.append(field) }
    mutating func add(_ statements: [String]) { self.statements += statements }

    mutating func add(_ index: IndexModel, on table: String, _ definition: TableDefinition) {
        indexes.append(index)
        statements.append(definition.create(index, on: table))
    }
}
