import Contracts

/// Rows in memory, for a registry that is not there.
final class RowsDouble: RowStorage {
    private let columns: [String]
    private let rows: [[String?]]
    let affectedRows = 0

    init(columns: [String], rows: [[String?]]) {
        self.columns = columns
        self.rows = rows
    }

    var rowCount: Int { rows.count }
    var columnCount: Int { columns.count }
    func column(named name: String) -> Int? { columns.firstIndex(of: name) }
    func isNull(row: Int, column: Int) -> Bool { rows[row][column] == nil }

    func withBytes<Result>(row: Int, column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        Array((rows[row][column] ?? "").utf8).withUnsafeBufferPointer(body)
    }
}
