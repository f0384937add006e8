import Contracts

/// A result made of literals.
final class MemoryRows: RowStorage {
    private let columns: [String]
    private let rows: [[String?]]

    init(_ columns: [String], _ rows: [[String?]]) {
        self.columns = columns
        self.rows = rows
    }

    var rowCount: Int { rows.count }
    var columnCount: Int { columns.count }
    var affectedRows: Int { 0 }

    func column(named name: String) -> Int? { columns.firstIndex(of: name) }
    func isNull(row: Int, column: Int) -> Bool { rows[row][column] == nil }
    func withBytes<Result>(row: Int, column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        Array((rows[row][column] ?? "").utf8).withUnsafeBufferPointer(body)
    }
}
