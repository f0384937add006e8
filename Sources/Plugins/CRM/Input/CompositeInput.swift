import Contracts

/// Checks values of fields that are spread over several columns. Only the parts that were sent are written, but for those that
/// belong together.
struct CompositeInput {
    let field: FieldDescription
    let operation: RecordInput.Operation

    private var scalar: ScalarInput { ScalarInput(field: field.name) }

    func columns(of value: JSONValue) throws(CRMError) -> [ColumnValue] {
        guard value != .null else { return field.columns.map { ColumnValue($0.name, .null) } }
        guard case .object(let parts) = value else { throw scalar.wrong(field.type.rawValue, value) }
        for name in parts.names where !field.columns.contains(where: { $0.subField?.name == name }) {
            throw .invalidInput(.unknownSubField(String(name.prefix(200)), type: field.type, field: field.name))
        }
        if field.type == .actor { return try ActorInput(field: field, operation: operation).columns(of: parts) }
        let values = try values(of: parts)
        return field.columns.compactMap { column in
            column.subField.flatMap { values[$0.name] }.map { ColumnValue(column.name, $0) }
        }
    }

    private func values(of parts: JSONObject) throws(CRMError) -> [String: SQLValue] {
        switch field.type {
        case .emails: return try EmailsInput(field: field.name).values(of: parts)
        case .links: return try LinksInput(field: field.name).values(of: parts)
        case .phones: return try PhonesInput(field: field.name).values(of: parts)
        case .richText: return try RichTextInput(field: field.name).values(of: parts)
        default:
            var values: [String: SQLValue] = [:]
            for column in field.columns {
                guard let part = column.subField, let value = parts[part.name] else { continue }
                switch part.cell {
                case .number, .integer: values[part.name] = try scalar.numeric(value)
                default: values[part.name] = try scalar.text(value)
                }
            }
            return values
        }
    }
}
