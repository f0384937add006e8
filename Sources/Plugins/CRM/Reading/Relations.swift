import Contracts

/// What the relations of some records lead to, to be told with each of them.
struct Relations: Sendable {
    private let related: [RelatedRecords]
    private let parts: [Part]

    private enum Part {
        /// Relations that lead nowhere from any of the records.
        case constant([UInt8])
        case differing(RelatedRecords)
    }

    init(_ related: [RelatedRecords]) {
        self.related = related
        parts = related.reduce(into: []) { parts, relation in
            switch (parts.last, relation.constant) {
            case (.constant(let before)?, let text?): parts[parts.count - 1] = .constant(before + text)
            case (_, let text?): parts.append(.constant(text))
            case (_, nil): parts.append(.differing(relation))
            }
        }
    }

    /// Records by themselves.
    static let none = Relations([])

    var isEmpty: Bool { related.isEmpty }

    /// The columns of the record at `index` that read as null although they are not.
    func danglingColumns(at index: Int) -> [Int] { related.compactMap { $0.danglingColumn(at: index) } }

    func append(at index: Int, to encoder: inout RecordEncoder) {
        for part in parts {
            switch part {
            case .constant(let text): encoder.append(text[...])
            case .differing(let relation): relation.append(at: index, to: &encoder)
            }
        }
    }
}

extension RecordEncoder {
    /// The record with what its relations lead to, behind its own members.
    mutating func append(_ row: Row, as template: RecordTemplate, with relations: Relations, at index: Int) {
        if relations.isEmpty { return append(row, as: template) }
        append(row, as: template, withoutColumns: relations.danglingColumns(at: index))
        reopen()
        relations.append(at: index, to: &self)
        append("}")
    }

    /// A list of records.
    mutating func append(_ rows: [Row], as template: RecordTemplate, with relations: Relations) {
        append("[")
        for (index, row) in rows.enumerated() {
            if index > 0 { append(",") }
            append(row, as: template, with: relations, at: index)
        }
        append("]")
    }
}
