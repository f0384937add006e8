import Contracts

/// What a merged record has in a column.
enum MergedValue: Equatable {
    case null
    /// In PostgreSQL's spelling of the column's type.
    case text(String)
    /// Of a list column.
    case list([String])
    /// Of a JSON column.
    case json(String)

    var bound: SQLValue {
        switch self {
        case .null: .null
        case .text(let text), .json(let text): .text(text)
        case .list(let items): .textArray(items)
        }
    }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.writeNull()
        case .text(let text): writer.write(text)
        case .list(let items): writer.write(.array(items.map { .string($0) }))
        case .json(let text): writer.raw(text.utf8)
        }
    }
}
