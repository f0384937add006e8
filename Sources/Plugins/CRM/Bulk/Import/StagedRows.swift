import Contracts

/// Rows on their way to the staging table, in COPY's text format: what is in memory of an import.
struct StagedRows: Sendable {
    /// About as much goes to the database at a time.
    static let fullBytes = 524_288

    private(set) var bytes: [UInt8] = []
    /// Where each row ends, and the line that it came from.
    private var rows: [(end: Int, line: Int)] = []

    var isEmpty: Bool { rows.isEmpty }
    var isFull: Bool { bytes.count >= Self.fullBytes }
    var count: Int { rows.count }
    /// The line of the first row.
    var line: Int { rows.first?.line ?? 0 }

    mutating func append(line: Int, _ encode: (inout [UInt8]) -> Void) {
        encode(&bytes)
        rows.append((bytes.count, line))
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
    }

    /// The rows in two halves; neither is empty when there are two at least.
    var halves: (StagedRows, StagedRows) {
        let middle = rows.count / 2
        let cut = middle == 0 ? 0 : rows[middle - 1].end
        var (first, second) = (StagedRows(), StagedRows())
        first.bytes = Array(bytes[..<cut])
        first.rows = Array(rows[..<middle])
        second.bytes = Array(bytes[cut...])
        second.rows = rows[middle...].map { ($0.end - cut, $0.line) }
        return (first, second)
    }
}
