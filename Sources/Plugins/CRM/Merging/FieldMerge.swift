import Contracts

/// Decides what a merged record has in one field. Lists are united; of other values the preferred record's is taken, or the first
/// there is when that one has none.
struct FieldMerge {
    let field: FieldDescription
    /// What each record has in the field's columns: lists as JSON, everything else in PostgreSQL's spelling.
    let cells: [[String?]]
    /// The place of the record whose value is preferred.
    let priority: Int

    /// A value for every column of the field.
    func values() -> [MergedValue] {
        switch field.type {
        case .array, .multiSelect: [union]
        case .emails: EntryMerge(layout: .emails, merge: self).values() ?? chosen
        case .phones: EntryMerge(layout: .phones, merge: self).values() ?? chosen
        case .links: EntryMerge(layout: .links, merge: self).values() ?? chosen
        default: chosen
        }
    }

    /// The records' places with the preferred one first.
    var order: [Int] { [priority] + cells.indices.filter { $0 != priority } }

    /// The whole field as one of the records has it.
    private var chosen: [MergedValue] {
        let source = order.first { place in cells[place].contains { !Self.isEmpty($0) } } ?? priority
        return zip(field.columns, cells[source]).map { Self.value($1, of: $0) }
    }

    private var union: MergedValue {
        var items: [String] = []
        for case .string(let text) in cells.flatMap({ Self.items($0.first ?? nil) }) where !items.contains(text) {
            items.append(text)
        }
        return items.isEmpty ? .null : .list(items)
    }

    /// The elements of a list as a cell holds it.
    static func items(_ cell: String?) -> [JSONValue] {
        guard let cell, case .array(let items)? = try? JSONParser.parse(Array(cell.utf8)) else { return [] }
        return items
    }

    static func isEmpty(_ cell: String?) -> Bool {
        switch cell {
        case nil, "", "[]", "{}": true
        default: false
        }
    }

    private static func value(_ cell: String?, of column: FieldDescription.Column) -> MergedValue {
        guard let cell else { return .null }
        if case .json = column.cell { return .json(cell) }
        return .text(cell)
    }
}
