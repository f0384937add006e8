/// The rows of one statement. Cells stay where the driver has them; nothing is copied until it is asked for.
public struct RowSet: Sendable {
    private let storage: any RowStorage

    public init(_ storage: any RowStorage) { self.storage = storage }

    public var count: Int { storage.rowCount }
    public var isEmpty: Bool { storage.rowCount == 0 }
    public var columnCount: Int { storage.columnCount }
    /// Rows that the statement inserted, updated or deleted (`PQcmdTuples`); 0 for others.
    public var affectedRows: Int { storage.affectedRows }
    public var first: Row? { isEmpty ? nil : self[0] }

    public subscript(index: Int) -> Row { Row(storage: storage, index: index) }

    public func map<Element>(_ transform: (Row) throws -> Element) rethrows -> [Element] {
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for index in 0..<count { elements.append(try transform(self[index])) }
        return elements
    }
}

/// What a driver keeps a result in.
public protocol RowStorage: AnyObject, Sendable {
    var rowCount: Int { get }
    var columnCount: Int { get }
    var affectedRows: Int { get }

    /// The column of that name; nil when there is none (`PQfnumber`).
    func column(named name: String) -> Int?

    func isNull(row: Int, column: Int) -> Bool

    /// Lends the cell's bytes in text form; empty for NULL. They must not be kept past `body`.
    func withBytes<Result>(row: Int, column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result

    /// Lends every cell of the row in the order of the columns, nil for NULL. The bytes must not be kept past `body`.
    func visitCells(row: Int, _ body: (_ column: Int, _ bytes: UnsafeBufferPointer<UInt8>?) -> Void)
}

extension RowStorage {
    public func visitCells(row: Int, _ body: (_ column: Int, _ bytes: UnsafeBufferPointer<UInt8>?) -> Void) {
        for column in 0..<columnCount {
            if isNull(row: row, column: column) {
                body(column, nil)
            } else {
                withBytes(row: row, column: column) { body(column, $0) }
            }
        }
    }
}
