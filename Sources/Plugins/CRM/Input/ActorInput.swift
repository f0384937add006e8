import Contracts

/// Checks who is said to have made a record.
struct ActorInput {
    let field: FieldDescription
    let operation: RecordInput.Operation

    /// On creation a caller that gives no name gets their own, with whatever source they gave; a name of theirs keeps the whole value.
    func columns(of parts: JSONObject) throws(CRMError) -> [ColumnValue] {
        var values: [ColumnValue] = []
        let fillsIn = operation == .create && parts["name"] == nil && field.name == "createdBy"
        for column in field.columns {
            guard let name = column.subField?.name else { continue }
            switch (name, parts[name]) {
            case ("name", nil) where fillsIn: values.append(ColumnValue(column.name, .actorName))
            case ("source", nil) where fillsIn: values.append(ColumnValue(column.name, .actorSource))
            case ("workspaceMemberId", _) where fillsIn: values.append(ColumnValue(column.name, .actorID))
            case (_, nil): continue
            case (_, let value?): values.append(ColumnValue(column.name, try part(name, value)))
            }
        }
        return values
    }

    private func part(_ name: String, _ value: JSONValue) throws(CRMError) -> SQLValue {
        let scalar = ScalarInput(field: "\(field.name).\(name)")
        switch name {
        case "source": return try scalar.option(value, of: Self.sources)
        case "workspaceMemberId": return try scalar.uuid(value)
        case "context": return try scalar.json(value)
        default:
            // The column is NOT NULL: an actor without a name has the empty one.
            let text = try scalar.text(value)
            return text == .null ? .text("") : text
        }
    }

    static let sources = [
        "EMAIL", "CALENDAR", "WORKFLOW", "AGENT", "API", "IMPORT", "MANUAL", "SYSTEM", "WEBHOOK", "APPLICATION",
    ]
}
