import Contracts
import FoundationEssentials

/// A column's value as it stands in a cursor: as the record's JSON tells it, but that NULL is always null.
enum CursorValue {
    static func encode(_ row: Row, at position: Int, of path: ColumnPath) -> JSONValue {
        guard let text = row.text(position) else { return .null }
        switch path.column.cell {
        case .text, .verbatimText: return .string(text)
        case .boolean: return .bool(text == "t")
        case .number, .integer, .json: return (try? JSONParser.parse(Array(text.utf8))) ?? .string(text)
        case .timestamp: return .string(row.withBytes(position) { Timestamp.text($0) } ?? text)
        }
    }

    /// Nil for what no value of the column is told as.
    static func decode(_ value: JSONValue, of path: ColumnPath) -> SQLValue? {
        switch (path.column.cell, value) {
        case (.number, .number(let number)), (.integer, .number(let number)): .text(number.text)
        case (.boolean, .bool(let flag)): .bool(flag)
        // Any id that a record may have, not only those that clients may give.
        case (.verbatimText, .string(let text)) where path.type == .uuid: UUID(canonical: text).map { .uuid($0) }
        case (.verbatimText, .string(let text)), (.timestamp, .string(let text)):
            try? FilterValue.coerce(text, for: path.column, of: path.field)
        case (.text, .string(let text)): .text(text)
        case (.json, .array(let items)): list(items)
        default: nil
        }
    }

    private static func list(_ items: [JSONValue]) -> SQLValue? {
        var texts: [String?] = []
        for item in items {
            switch item {
            case .string(let text): texts.append(text)
            case .null: texts.append(nil)
            default: return nil
            }
        }
        return .textArray(texts)
    }
}
