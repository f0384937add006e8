import Contracts

/// One page of records in Twenty's envelope.
struct RecordPage: ~Copyable {
    let request: PageRequest
    /// The records in the order they were asked for, one more than the page holds when there are further ones.
    let rows: RowSet
    let totalCount: Int

    /// The records that are shown, in their order: a page before a cursor is read backwards and told forwards.
    var shown: [Row] {
        let count = min(rows.count, request.limit)
        return (0..<count).map { rows[request.isBackward ? count - 1 - $0 : $0] }
    }

    /// - Parameter relations: of the records that are shown.
    func encoded(as view: RecordView, with relations: Relations) -> [UInt8] {
        let shown = min(rows.count, request.limit)
        var encoder = RecordEncoder(capacity: 1024 + shown * 2048)
        encoder.append("{\"data\":{\"")
        encoder.append(view.object.plural)
        encoder.append("\":[")
        for index in 0..<shown {
            if index > 0 { encoder.append(",") }
            let row = rows[request.isBackward ? shown - 1 - index : index]
            encoder.append(row, as: view.shape.template, with: relations, at: index)
        }
        encoder.append("]},\"totalCount\":\(totalCount),\"pageInfo\":{\"startCursor\":")
        encoder.append(shown > 0 ? cursor(at: 0, as: view) : "null")
        encoder.append(",\"endCursor\":")
        encoder.append(shown > 0 ? cursor(at: shown - 1, as: view) : "null")
        let hasMore = rows.count > shown
        encoder.append(",\"hasNextPage\":\(hasMore && !request.isBackward),\"hasPreviousPage\":\(hasMore && request.isBackward)}}")
        return encoder.bytes
    }

    /// Cursors follow the order of reading, so on a page before a cursor the start is the last record shown: Twenty's own order.
    private func cursor(at index: Int, as view: RecordView) -> String {
        let row = rows[index]
        let steps = request.ordering.steps(for: view.object)
        guard request.ordering.items.isEmpty, let id = steps.first.flatMap({ view.shape.position(of: $0.path.field) }) else {
            return "\"\(Cursor.encode(row, at: view.shape.template.slots.count, for: steps))\""
        }
        return "\"\(Cursor.encode(row.text(id) ?? ""))\""
    }
}
