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

    /// Lends all cells of the row in the order of the columns, nil for NULL. Nothing of it must be kept past `body`.
    func withCells(row: Int, _ body: (UnsafeBufferPointer<UnsafeBufferPointer<UInt8>?>) -> Void)
}

extension RowStorage {
    /// For a storage whose cells are not all there at once: each is lent while those before it still are.
    public func withCells(row: Int, _ body: (UnsafeBufferPointer<UnsafeBufferPointer<UInt8>?>) -> Void) {
        lend(row, [], body)
    }

    private func lend(
        _ row: Int, _ cells: [UnsafeBufferPointer<UInt8>?], _ body: (UnsafeBufferPointer<UnsafeBufferPointer<UInt8>?>) -> Void
    ) {
        guard cells.count < columnCount else { return cells.withUnsafeBufferPointer(body) }
        if isNull(row: row, column: cells.count) { return lend(row, cells + [nil], body) }
        withBytes(row: row, column: cells.count) { lend(row, cells + [$0], body) }
    }
}
