extension FieldModel {
    /// The columns that the field is stored in; none for the search vector, which its object defines, and for one-to-many relations.
    func columns(of table: String) -> [ColumnDefinition] {
        if let relation { return relation.kind == .manyToOne ? [ColumnDefinition(name: storedName, type: .builtIn(.uuid))] : [] }
        guard let type, type != .searchVector else { return [] }
        let presets = DefaultValue(defaultValue, type: type)
        guard let parts = type.subFields else {
            return [
                ColumnDefinition(
                    name: name, type: columnType(type, table: table), isRequired: !isNullable, preset: presets.expression(nil))
            ]
        }
        return parts.map { part in
            let column = Self.columnName(name, part.name)
            return ColumnDefinition(
                name: column, type: Self.columnType(part, of: type, column: column, table: table),
                isRequired: part.isRequired && !isNullable, preset: presets.expression(part.name))
        }
    }

    /// The columns that a unique index on the field takes in; nil when the type has nothing that could be unique.
    var uniqueColumns: [String]? {
        switch type {
        case .text, .uuid, .number, .numeric, .dateTime, .date: [name]
        case .emails: [Self.columnName(name, "primaryEmail")]
        case .links: [Self.columnName(name, "primaryLinkUrl")]
        case .phones:
            ["primaryPhoneNumber", "primaryPhoneCountryCode", "primaryPhoneCallingCode"].map { Self.columnName(name, $0) }
        default: nil
        }
    }

    static func columnName(_ field: String, _ part: String) -> String { field + part.prefix(1).uppercased() + part.dropFirst() }

    private func columnType(_ type: FieldType, table: String) -> ColumnType {
        switch type {
        case .uuid: .builtIn(.uuid)
        case .number, .position: .builtIn(.double)
        case .numeric: .builtIn(.numeric)
        case .boolean: .builtIn(.boolean)
        case .dateTime: .builtIn(.timestamptz)
        case .date: .builtIn(.date)
        case .select, .rating: .enumeration(optionType(table))
        case .multiSelect: .enumerationArray(optionType(table))
        case .array: .builtIn(.textArray)
        case .rawJSON, .files: .builtIn(.jsonb)
        default: .builtIn(.text)
        }
    }

    private func optionType(_ table: String) -> EnumDefinition {
        EnumDefinition(name: Self.enumName(table, name), values: (options ?? []).map(\.value))
    }

    private static func columnType(_ part: SubField, of type: FieldType, column: String, table: String) -> ColumnType {
        if type == .actor && part.name == "source" {
            return .enumeration(EnumDefinition(name: enumName(table, column), values: actorSources))
        }
        switch part.cell {
        case .verbatimText: return .builtIn(.uuid)
        case .number, .integer: return .builtIn(.numeric)
        case .json: return .builtIn(.jsonb)
        default: return .builtIn(.text)
        }
    }

    private static func enumName(_ table: String, _ column: String) -> String { "\(table)_\(column)_enum" }

    /// Who may have made a record, in Twenty's order.
    private static let actorSources = [
        "EMAIL", "CALENDAR", "WORKFLOW", "AGENT", "API", "IMPORT", "MANUAL", "SYSTEM", "WEBHOOK", "APPLICATION",
    ]
}
