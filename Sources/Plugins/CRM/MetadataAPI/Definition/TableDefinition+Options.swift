import Contracts

extension TableDefinition {
    /// The statements that bring the enum type of a select field to other options, and its default along with them.
    ///
    /// What only adds or renames values changes the type in place. Anything else makes a new type and has PostgreSQL rewrite the
    /// column, from which the values that go must be gone. So does a default that is new itself: a value added in place cannot be
    /// used before the transaction ends.
    func changeOptions(of old: FieldModel, to new: FieldModel, table: String) -> [String] {
        let change = OptionsChange(from: old.options ?? [], to: new.options ?? [])
        guard let column = new.columns(of: table).first, let type = column.type.enumeration else { return [] }
        let renamings = change.renamed.map { rename(value: $0.from, to: $0.to, of: type) }
        if change.isInPlace && !change.additions.contains(where: { new.mentionsInDefault($0.value) }) {
            return renamings + additions(change, to: type) + changeDefault(of: old, to: new, table: table)
        }
        return renamings + rewrite(column, as: type, of: table)
    }

    func changeDefault(of old: FieldModel, to new: FieldModel, table: String) -> [String] {
        guard old.defaultValue != new.defaultValue else { return [] }
        return new.columns(of: table).map { column in
            let target = "ALTER TABLE \(qualified(table)) ALTER COLUMN \(SQLIdentifier.quote(column.name))"
            return column.preset.map { "\(target) SET DEFAULT \($0)" } ?? "\(target) DROP DEFAULT"
        }
    }

    private func rewrite(_ column: ColumnDefinition, as type: EnumDefinition, of table: String) -> [String] {
        let name = SQLIdentifier.quote(column.name)
        let target = "ALTER TABLE \(qualified(table)) ALTER COLUMN \(name)"
        let retired = EnumDefinition(name: names.retired(type.name), values: [])
        let sqlType = column.type.sql(in: schema)
        let text = column.type == .enumerationArray(type) ? "text[]" : "text"
        let statements = [
            "\(target) DROP DEFAULT",
            "ALTER TYPE \(type.sql(in: schema)) RENAME TO \(SQLIdentifier.quote(retired.name))",
            "CREATE TYPE \(type.sql(in: schema)) AS ENUM (\(type.valueList))",
            "\(target) TYPE \(sqlType) USING \(name)::\(text)::\(sqlType)",
            "DROP TYPE \(retired.sql(in: schema))",
        ]
        return statements + (column.preset.map { ["\(target) SET DEFAULT \($0)"] } ?? [])
    }

    private func rename(value old: String, to new: String, of type: EnumDefinition) -> String {
        "ALTER TYPE \(type.sql(in: schema)) RENAME VALUE \(SQLIdentifier.literal(old)) TO \(SQLIdentifier.literal(new))"
    }

    /// Each after the value before it, the first before the one that was first.
    private func additions(_ change: OptionsChange, to type: EnumDefinition) -> [String] {
        change.additions.map { added in
            let addition = "ALTER TYPE \(type.sql(in: schema)) ADD VALUE \(SQLIdentifier.literal(added.value))"
            switch added.place {
            case .first(let next): return addition + " BEFORE \(SQLIdentifier.literal(next))"
            case .after(let previous): return addition + " AFTER \(SQLIdentifier.literal(previous))"
            }
        }
    }
}
