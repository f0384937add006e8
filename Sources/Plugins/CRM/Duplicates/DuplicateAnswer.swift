import Contracts

/// The duplicates of some records in Twenty's envelope: a page for each of them.
struct DuplicateAnswer {
    let view: RecordView
    let duplicates: [[Row]]
    /// Of all the duplicates, one list after the other.
    let relations: Relations

    func encoded() -> [UInt8] {
        var encoder = RecordEncoder(capacity: 1024 + duplicates.reduce(0) { $0 + 256 + $1.count * 2048 })
        encoder.append("{\"data\":[")
        var told = 0
        for (index, records) in duplicates.enumerated() {
            if index > 0 { encoder.append(",") }
            encoder.append("{\"\(view.object.singular)Duplicates\":[")
            for (place, record) in records.enumerated() {
                if place > 0 { encoder.append(",") }
                encoder.append(record, as: view.shape.template, with: relations, at: told)
                told += 1
            }
            encoder.append("],\"totalCount\":\(records.count),\"pageInfo\":")
            encoder.append("{\"hasNextPage\":false,\"hasPreviousPage\":false,\"startCursor\":\(cursor(records.first))")
            encoder.append(",\"endCursor\":\(cursor(records.last))}}")
        }
        encoder.append("]}")
        return encoder.bytes
    }

    private func cursor(_ record: Row?) -> String {
        guard let record, let id = view.object.field(named: "id"), let column = view.shape.position(of: id) else { return "null" }
        return "\"\(Cursor.encode(record.text(column) ?? ""))\""
    }
}
