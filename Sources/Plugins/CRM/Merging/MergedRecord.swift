import Contracts

/// What some records become together: the columns in which the one that stays will differ from what it is.
struct MergedRecord {
    private(set) var changes: [(field: FieldDescription, column: FieldDescription.Column, value: MergedValue)] = []

    /// What is read of the records that are merged: all but what every record has anyway.
    static func shape(of object: ObjectDescription) -> RecordShape {
        RecordShape(object.fields.filter { $0.name == "id" || (!$0.isSystem && !$0.columns.isEmpty) })
    }

    /// - Parameter rows: the records in the order of the request, read with `shape`.
    init(_ rows: [Row], as request: MergeRequest, of object: ObjectDescription) {
        let merged = Set(request.ids.map(\.canonical))
        var position = 0
        for field in Self.shape(of: object).fields {
            defer { position += field.columns.count }
            guard field.name != "id" else { continue }
            let cells = rows.map { row in
                field.columns.indices.map { place -> String? in
                    let cell = row.text(position + place)
                    // A record that led to one of the others would lead to itself, or to what is gone.
                    return field.relation?.target == object.id && merged.contains(cell ?? "") ? nil : cell
                }
            }
            let current = field.columns.indices.map { rows[request.priority].text(position + $0) }
            let values = FieldMerge(field: field, cells: cells, priority: request.priority).values()
            for (place, column) in field.columns.enumerated() where !Self.isSame(values[place], current[place]) {
                changes.append((field, column, values[place]))
            }
        }
    }

    /// The changes as one JSON object of columns.
    var columns: String {
        var writer = JSONWriter()
        writer.beginObject()
        for change in changes {
            writer.key(change.column.name)
            change.value.write(to: &writer)
        }
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func isSame(_ value: MergedValue, _ cell: String?) -> Bool {
        switch value {
        case .null: cell == nil
        case .text(let text), .json(let text): cell == text
        case .list(let items): FieldMerge.items(cell) == items.map { .string($0) }
        }
    }
}
