import Contracts

/// Which of an object's fields are read, and how they look in JSON: all of them, or those that a projection or a role leaves.
struct RecordShape: Sendable {
    /// In the order of the record's keys; one-to-many relations among them have no column and no key of their own.
    let fields: [FieldDescription]
    /// The columns of the fields, in the order of the template.
    let selectList: SQL
    let template: RecordTemplate

    init(_ fields: [FieldDescription]) {
        self.fields = fields
        selectList = Self.selectList(fields)
        template = RecordTemplate(fields)
    }

    /// The place of a field's first column in the select list; nil when the shape has not got it.
    func position(of field: FieldDescription) -> Int? {
        var position = 0
        for candidate in fields {
            if candidate.name == field.name { return candidate.columns.isEmpty ? nil : position }
            position += candidate.columns.count
        }
        return nil
    }

    /// Lists are read as JSON: in a row they have PostgreSQL's own spelling.
    private static func selectList(_ fields: [FieldDescription]) -> SQL {
        var list = SQLBuilder()
        for field in fields {
            for column in field.columns {
                if !list.text.isEmpty { list.append(", ") }
                switch field.type {
                case .array, .multiSelect:
                    list.append(
                        "array_to_json(\(identifier: RecordSource.record).\(identifier: column.name)) AS \(identifier: column.name)"
                    )
                default: list.append("\(identifier: RecordSource.record).\(identifier: column.name)")
                }
            }
        }
        return list.sql
    }
}
