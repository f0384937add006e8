import Contracts

/// Rows of values as one JSON array, from which PostgreSQL makes records of the table's own types
/// (`json_populate_recordset`): one parameter, however many rows there are and whatever they hold.
struct DraftRows {
    /// Columns whose values are JSON themselves rather than text.
    private let jsonColumns: Set<String>
    private var writer = JSONWriter(capacity: 1024)

    init(of object: ObjectDescription) {
        jsonColumns = Set(
            object.fields.flatMap { field in Self.isList(field) ? [] : field.columns.filter(Self.isJSON).map(\.name) })
        writer.beginArray()
    }

    mutating func append(_ values: [(column: String, value: SQLValue)]) {
        writer.beginObject()
        for (column, value) in values {
            writer.key(column)
            write(value, isJSON: jsonColumns.contains(column))
        }
        writer.endObject()
    }

    /// The array as a parameter. Nothing can be appended after it.
    consuming func finished() -> SQL {
        writer.endArray()
        return "\(SQLValue.text(String(decoding: writer.bytes, as: UTF8.self)))::json"
    }

    private mutating func write(_ value: SQLValue, isJSON: Bool) {
        switch value {
        case .null: writer.writeNull()
        case .text(let text): isJSON ? writer.raw(text.utf8) : writer.write(text)
        case .integer(let number): writer.raw(String(number).utf8)
        case .double(let number): writer.write(String(number))
        case .bool(let flag): writer.write(flag)
        case .uuid(let id): writer.write(id.canonical)
        case .textArray(let items): writer.write(.array(items.map { .optional($0) }))
        // No field of a record is `bytea`.
        case .bytes(let bytes): writer.write(String(decoding: bytes, as: UTF8.self))
        }
    }

    private static func isList(_ field: FieldDescription) -> Bool { field.type == .array || field.type == .multiSelect }

    private static func isJSON(_ column: FieldDescription.Column) -> Bool {
        if case .json = column.cell { true } else { false }
    }
}
