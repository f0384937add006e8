import Contracts

extension TableDefinition {
    /// A field under another name: its columns and their types. The search vector and the keys follow by themselves.
    func rename(_ old: FieldModel, to new: FieldModel, of table: String) -> [String] {
        let (before, after) = (old.columns(of: table), new.columns(of: table))
        let columns = zip(before, after).filter { $0.name != $1.name }.map { old, new in
            "ALTER TABLE \(qualified(table)) RENAME COLUMN \(SQLIdentifier.quote(old.name)) TO \(SQLIdentifier.quote(new.name))"
        }
        return columns + renameTypes(of: before, to: after)
    }

    /// An object under another name: its table and the types of its columns.
    func rename(_ old: ObjectModel, to new: ObjectModel) -> [String] {
        guard old.table != new.table else { return [] }
        return ["ALTER TABLE \(qualified(old.table)) RENAME TO \(SQLIdentifier.quote(new.table))"]
            + new.fields.flatMap { renameTypes(of: $0.columns(of: old.table), to: $0.columns(of: new.table)) }
    }

    func rename(index old: String, to new: String) -> String {
        "ALTER INDEX \(qualified(old)) RENAME TO \(SQLIdentifier.quote(new))"
    }

    private func renameTypes(of old: [ColumnDefinition], to new: [ColumnDefinition]) -> [String] {
        zip(old, new).compactMap { old, new in
            guard let before = old.type.enumeration, let after = new.type.enumeration, before.name != after.name else { return nil }
            return "ALTER TYPE \(before.sql(in: schema)) RENAME TO \(SQLIdentifier.quote(after.name))"
        }
    }
}
