internal import CPostgres
internal import Contracts

/// A result as `RowSet` reads it: the cells stay in libpq's memory.
final class PostgresRows: RowStorage {
    private let result: ResultHandle
    let rowCount: Int
    let columnCount: Int

    init(_ result: consuming ResultHandle) {
        rowCount = result.rowCount
        columnCount = result.columnCount
        self.result = result
    }

    var affectedRows: Int { result.affectedRows }

    func column(named name: String) -> Int? { result.column(named: name) }

    func isNull(row: Int, column: Int) -> Bool { result.isNull(row: row, column: column) }

    func withBytes<Result>(row: Int, column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        result.withBytes(row: row, column: column, body)
    }

    func withCells(row: Int, _ body: (UnsafeBufferPointer<UnsafeBufferPointer<UInt8>?>) -> Void) {
        withUnsafeTemporaryAllocation(of: UnsafeBufferPointer<UInt8>?.self, capacity: columnCount) { cells in
            for column in 0..<columnCount { cells.initializeElement(at: column, to: result.cell(row: row, column: column)) }
            body(UnsafeBufferPointer(cells))
        }
    }
}
