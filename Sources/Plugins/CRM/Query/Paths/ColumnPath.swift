/// A column that a filter, an order or a group names: the record's own, or one of the record that a many-to-one relation leads to.
///
/// It is made of the catalogue's descriptions alone, so no identifier in a statement comes from a request.
struct ColumnPath: Sendable {
    /// The relation of the record that leads to `object`; nil when the column is the record's own.
    let relation: FieldDescription?
    /// The object that has the field.
    let object: ObjectDescription
    let field: FieldDescription
    let column: FieldDescription.Column

    init(
        through relation: FieldDescription? = nil, object: ObjectDescription, field: FieldDescription,
        column: FieldDescription.Column
    ) {
        self.relation = relation
        self.object = object
        self.field = field
        self.column = column
    }

    /// The keys that lead to the value in a record's JSON: `["company", "name"]`, `["name", "lastName"]`, `["companyId"]`.
    var keys: [String] {
        [relation?.name, field.key, column.subField?.name].compactMap(\.self)
    }

    /// As a request writes it.
    var name: String { keys.joined(separator: ".") }

    /// What the column holds. A part of a composite has a type of its own, and a join column holds an id.
    var type: FieldType {
        if field.isManyToOne { return .uuid }
        guard let part = column.subField else { return field.type }
        switch part.cell {
        case .text where field.type == .actor && part.name == "source": return .select
        case .text: return .text
        case .verbatimText: return .uuid
        case .number, .integer: return .numeric
        case .boolean: return .boolean
        case .timestamp: return .dateTime
        case .json: return .rawJSON
        }
    }

    /// Whether it can be NULL. What a relation leads to may be missing altogether, and a join column is always free.
    var isNullable: Bool {
        if relation != nil || field.isNullable || field.isManyToOne { return true }
        return column.subField.map { !$0.isRequired } ?? false
    }
}
