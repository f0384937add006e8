import Contracts
import FoundationEssentials

/// Finds the records that drafts with unique values of theirs mean, among the deleted ones too.
struct UniqueMatches {
    let object: ObjectDescription
    private let keys: [UniqueKey]

    init(of object: ObjectDescription) {
        self.object = object
        keys = object.uniqueColumns
    }

    /// A row for each record that a draft means: the draft's place, from 1, and the record's id.
    func query(_ drafts: [RecordDraft]) -> SQL {
        let columns = Set(keys.flatMap(\.parts).map(\.column.name))
        var rows = DraftRows(of: object)
        for draft in drafts {
            let values = draft.bound.filter { columns.contains($0.key) }.map { (column: $0.key, value: $0.value) }
            rows.append([("id", .uuid(draft.id))] + values)
        }
        return """
            SELECT "item"."place", "found"."id"
            FROM json_array_elements(\(rows.finished())) WITH ORDINALITY AS "item" ("value", "place")
            CROSS JOIN LATERAL json_populate_record(NULL::\(identifier: object.table), "item"."value") AS "input"
            CROSS JOIN LATERAL (\(search)) AS "found"
            """
    }

    /// The values of the draft's unique keys, for a message.
    func description(of draft: RecordDraft) -> String {
        let bound = draft.bound
        let parts = keys.flatMap(\.parts).filter { draft.isIDGiven || $0.column.name != "id" }
        return parts.compactMap { part in
            let value: SQLValue = part.column.name == "id" ? .uuid(draft.id) : bound[part.column.name, default: .null]
            return value == .null ? nil : "\(part.path): \(UniqueKey.text(value).prefix(200))"
        }.joined(separator: ", ")
    }

    /// Whether two of the drafts cannot both be inserted.
    func collide(_ drafts: [RecordDraft]) -> Bool {
        var seen: Set<[String]> = []
        return drafts.contains { draft in
            let bound = draft.bound
            return keys.enumerated().contains { index, key in
                let values: [SQLValue] = key.parts.map {
                    $0.column.name == "id" ? .uuid(draft.id) : bound[$0.column.name, default: .null]
                }
                guard !values.contains(.null) else { return false }
                return !seen.insert([String(index)] + values.map(UniqueKey.text)).inserted
            }
        }
    }

    /// One look-up in an index for each key.
    private var search: SQL {
        var search = SQLBuilder()
        for (index, key) in keys.enumerated() {
            if index > 0 { search.append(" UNION ") }
            search.append("SELECT \"id\" FROM \(identifier: object.table) AS \(identifier: RecordSource.record) WHERE ")
            for (place, part) in key.parts.enumerated() {
                if place > 0 { search.append(" AND ") }
                let name = part.column.name
                search.append("\(identifier: RecordSource.record).\(identifier: name) = \"input\".\(identifier: name)")
            }
        }
        return search.sql
    }
}
