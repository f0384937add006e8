import Contracts

/// What one relation leads to from each of a number of records, as JSON. A record that several lead to is encoded once.
final class RelatedRecords: Sendable {
    private let expansion: Expansion
    private let encoded: [UInt8]
    /// Where each record's value is in `encoded`, nil when its relation leads nowhere; nil when that is so of all.
    private let values: [Range<Int>?]?
    /// The place in the select list of the column that names the related record; nil for a one-to-many relation.
    private let joinColumn: Int?

    /// - Parameter rows: what the statement of `request` returned; nil when it asked for nothing.
    init(_ request: RelationRequest, rows: RowSet?) throws(DatabaseError) {
        let expansion = request.expansion
        self.expansion = expansion
        let isSingle = expansion.relation.isManyToOne
        joinColumn = isSingle ? request.column : nil
        guard let rows, !rows.isEmpty else {
            (encoded, values) = ([], nil)
            return
        }
        let rowsByPlace = try Self.indexes(of: rows, places: request.wanted.ids.count)
        var encoder = RecordEncoder(capacity: rows.count * 1024 + 2 * rowsByPlace.count)
        let ranges = rowsByPlace.map { indexes -> Range<Int>? in
            if indexes.isEmpty { return nil }
            let start = encoder.count
            if !isSingle { encoder.append("[") }
            for (place, index) in indexes.enumerated() {
                if place > 0 { encoder.append(",") }
                encoder.append(rows[index], as: expansion.shape.template)
            }
            if !isSingle { encoder.append("]") }
            return start..<encoder.count
        }
        values = request.wanted.places.map { place in place.flatMap { ranges[$0] } }
        encoded = encoder.bytes
    }

    /// The column of the record at `index` that reads as null, because the record it names is deleted.
    func danglingColumn(at index: Int) -> Int? { range(at: index) == nil ? joinColumn : nil }

    /// The same of every record, because none of them leads anywhere.
    var constant: [UInt8]? { values == nil ? expansion.empty : nil }

    /// Appends the relation as a further member of the record at `index`.
    func append(at index: Int, to encoder: inout RecordEncoder) {
        guard let range = range(at: index) else { return encoder.append(expansion.empty[...]) }
        encoder.append(expansion.key[...])
        encoder.append(encoded[range])
    }

    private func range(at index: Int) -> Range<Int>? { values.flatMap { $0[index] } }

    /// The rows that belong to each place, which is their last column and counts from 1.
    private static func indexes(of rows: RowSet, places: Int) throws(DatabaseError) -> [[Int]] {
        var indexes: [[Int]] = Array(repeating: [], count: places)
        for index in 0..<rows.count {
            indexes[try rows[index].decode(at: rows.columnCount - 1, as: Int.self) - 1].append(index)
        }
        return indexes
    }
}
