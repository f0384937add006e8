import Contracts
import FoundationEssentials

/// Which page of the objects or fields is asked for. They come with the largest id first, and a cursor is an id as it is.
struct MetadataPage {
    /// Where the page begins, in the order of ids.
    private enum Position {
        case start
        case after(UUID)
        case before(UUID)
    }

    private let limit: Int
    private let position: Position

    init(_ query: QueryParameters) throws(CRMError) {
        limit = try PageRequest.limit(query.joined("limit"))
        switch (try Self.cursor("starting_after", query), try Self.cursor("ending_before", query)) {
        case (nil, nil): position = .start
        case (let id?, nil): position = .after(id)
        case (nil, let id?): position = .before(id)
        case (_?, _?): throw .bothCursors
        }
    }

    private var isBackward: Bool { if case .before = position { true } else { false } }

    /// Condition, order and limit of the statement; one more row than the page holds tells whether there is another page.
    func condition(on table: StaticString) -> SQL {
        let id: SQL = "\(identifier: table.description).\"id\""
        let count = limit + 1
        switch position {
        case .start: return "true ORDER BY \(id) DESC LIMIT \(count)"
        case .after(let cursor): return "\(id) < \(cursor) ORDER BY \(id) DESC LIMIT \(count)"
        case .before(let cursor): return "\(id) > \(cursor) ORDER BY \(id) ASC LIMIT \(count)"
        }
    }

    /// - Parameter rows: ids and encoded values, as the statement found them
    func encode(_ rows: RowSet, totalCount: Int) -> [UInt8] {
        var shown = Array(0..<min(rows.count, limit))
        if isBackward { shown.reverse() }
        var writer = JSONWriter(capacity: 65536)
        writer.beginObject()
        writer.key("data")
        writer.beginArray()
        for index in shown { rows[index].withBytes(1) { writer.raw($0) } }
        writer.endArray()
        writer.key("pageInfo")
        // After a page that was walked back to there is the record that the walk began at.
        writer.write([
            "hasNextPage": .bool(isBackward || rows.count > limit),
            "startCursor": .optional(shown.first.flatMap { rows[$0].text(0) }),
            "endCursor": .optional(shown.last.flatMap { rows[$0].text(0) }),
        ])
        writer.key("totalCount")
        writer.write(totalCount)
        writer.endObject()
        return writer.bytes
    }

    private static func cursor(_ name: String, _ query: QueryParameters) throws(CRMError) -> UUID? {
        guard let text = query.single(name), !text.isEmpty else { return nil }
        guard let id = UUID(canonical: text) else { throw .malformedCursor(String(text.prefix(200))) }
        return id
    }
}
