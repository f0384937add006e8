import Contracts

extension TableDefinition {
    /// A field under another name: its columns, their types and its foreign key. The search vector follows by itself.
    func rename(_ old: FieldModel, to new: FieldModel, of table: String) -> [String] {
        renameColumns(old.columns(of: table), to: new.columns(of: table), of: table)
            + renameReference(old, of: table, to: new, of: table)
    }

    /// An object under another name: its table, the types and the keys named for it.
    func rename(_ old: ObjectModel, to new: ObjectModel) -> [String] {
        guard old.table != new.table else { return [] }
        var statements = ["ALTER TABLE \(qualified(old.table)) RENAME TO \(SQLIdentifier.quote(new.table))"]
        statements.append(
            renameConstraint(names.primaryKey(old.table), to: names.primaryKey(new.table), of: new.table))
        for field in new.fields {
            statements += renameTypes(of: field.columns(of: old.table), to: field.columns(of: new.table))
            statements += renameReference(field, of: old.table, to: field, of: new.table)
        }
        return statements
    }

    func rename(index old: String, to new: String) -> String {
        "ALTER INDEX \(qualified(old)) RENAME TO \(SQLIdentifier.quote(new))"
    }

    private func renameColumns(_ old: [ColumnDefinition], to new: [ColumnDefinition], of table: String) -> [String] {
        zip(old, new).filter { $0.name != $1.name }.map { old, new in
            "ALTER TABLE \(qualified(table)) RENAME COLUMN \(SQLIdentifier.quote(old.name)) TO \(SQLIdentifier.quote(new.name))"
        } + renameTypes(of: old, to: new)
    }

    private func renameTypes(of old: [ColumnDefinition], to new: [ColumnDefinition]) -> [String] {
        zip(old, new).compactMap { old, new in
            guard let before = old.type.enumeration, let after = new.type.enumeration, before.name != after.name else { return nil }
            return "ALTER TYPE \(before.sql(in: schema)) RENAME TO \(SQLIdentifier.quote(after.name))"
        }
    }

    /// - Parameter newTable: what the table is called by the time the statement runs
    private func renameReference(_ old: FieldModel, of oldTable: String, to new: FieldModel, of newTable: String) -> [String] {
        guard old.isManyToOne else { return [] }
        let (before, after) = (names.foreignKey(oldTable, old.storedName), names.foreignKey(newTable, new.storedName))
        return before == after ? [] : [renameConstraint(before, to: after, of: newTable)]
    }

    private func renameConstraint(_ old: String, to new: String, of table: String) -> String {
        "ALTER TABLE \(qualified(table)) RENAME CONSTRAINT \(SQLIdentifier.quote(old)) TO \(SQLIdentifier.quote(new))"
    }
}
