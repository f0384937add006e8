import Contracts

/// One page of records in Twenty's envelope.
struct RecordPage: ~Copyable {
    let object: ObjectDescription
    let request: PageRequest
    /// The records in the order they were asked for, one more than the page holds when there are further ones.
    let rows: RowSet
    let totalCount: Int

    func encoded() -> [UInt8] {
        let shown = min(rows.count, request.limit)
        var encoder = RecordEncoder(capacity: 1024 + shown * 2048)
        encoder.append("{\"data\":{\"")
        encoder.append(object.plural)
        encoder.append("\":[")
        for index in 0..<shown {
            if index > 0 { encoder.append(",") }
            // A page before a cursor is read backwards and told forwards.
            encoder.append(rows[request.isBackward ? shown - 1 - index : index], as: object.shape.template)
        }
        encoder.append("]},\"totalCount\":\(totalCount),\"pageInfo\":{\"startCursor\":")
        encoder.append(shown > 0 ? cursor(at: 0) : "null")
        encoder.append(",\"endCursor\":")
        encoder.append(shown > 0 ? cursor(at: shown - 1) : "null")
        let hasMore = rows.count > shown
        encoder.append(",\"hasNextPage\":\(hasMore && !request.isBackward),\"hasPreviousPage\":\(hasMore && request.isBackward)}}")
        return encoder.bytes
    }

    /// Cursors follow the order of reading, so on a page before a cursor the start is the last record shown: Twenty's own order.
    private func cursor(at index: Int) -> String { "\"\(Cursor.encode(rows[index].text(0) ?? ""))\"" }
}
