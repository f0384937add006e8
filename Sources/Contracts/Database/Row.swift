public import FoundationEssentials

/// One row of a result.
public struct Row: Sendable {
    private let storage: any RowStorage
    private let index: Int

    init(storage: any RowStorage, index: Int) {
        self.storage = storage
        self.index = index
    }

    public func isNull(_ column: Int) -> Bool { storage.isNull(row: index, column: column) }

    /// Lends the cell's bytes in text form; they must not be kept past `body`.
    public func withBytes<Result>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        storage.withBytes(row: index, column: column, body)
    }

    /// Lends all cells in the order of the columns, nil for NULL: one call a row where whole rows are encoded. Nothing of it must be
    /// kept past `body`.
    public func withCells(_ body: (UnsafeBufferPointer<UnsafeBufferPointer<UInt8>?>) -> Void) {
        storage.withCells(row: index, body)
    }

    /// The cell as text; nil for NULL.
    public func text(_ column: Int) -> String? {
        isNull(column) ? nil : withBytes(column) { String(decoding: $0, as: UTF8.self) }
    }

    /// The value in the column `name`.
    ///
    /// - Throws: `DatabaseError.decoding` when the column is missing, NULL for a non-optional type, or not of the type.
    public func decode<Value: SQLDecodable>(_ name: String, as type: Value.Type = Value.self) throws(DatabaseError) -> Value {
        guard let column = storage.column(named: name), let value = Value(sqlText: text(column)) else {
            throw .decoding(column: name)
        }
        return value
    }

    /// The value in the column at `position`, from 0.
    public func decode<Value: SQLDecodable>(at position: Int, as type: Value.Type = Value.self) throws(DatabaseError) -> Value {
        guard position < storage.columnCount, let value = Value(sqlText: text(position)) else {
            throw .decoding(column: String(position))
        }
        return value
    }
}

/// A type that can be read from PostgreSQL's text form; nil text is NULL.
public protocol SQLDecodable {
    init?(sqlText: String?)
}

extension String: SQLDecodable {
    public init?(sqlText: String?) {
        guard let sqlText else { return nil }
        self = sqlText
    }
}
extension Int: SQLDecodable { public init?(sqlText: String?) { self.init(sqlText ?? "") } }
extension Int64: SQLDecodable { public init?(sqlText: String?) { self.init(sqlText ?? "") } }
extension Double: SQLDecodable { public init?(sqlText: String?) { self.init(sqlText ?? "") } }
extension UUID: SQLDecodable { public init?(sqlText: String?) { self.init(canonical: sqlText ?? "") } }
extension TenantID: SQLDecodable { public init?(sqlText: String?) { self.init(sqlText ?? "") } }
extension Slug: SQLDecodable { public init?(sqlText: String?) { self.init(sqlText ?? "") } }
extension TenantStatus: SQLDecodable { public init?(sqlText: String?) { self.init(rawValue: sqlText ?? "") } }
extension TenantRole: SQLDecodable { public init?(sqlText: String?) { self.init(rawValue: sqlText ?? "") } }
extension OperatorRole: SQLDecodable { public init?(sqlText: String?) { self.init(rawValue: sqlText ?? "") } }
extension ServerState: SQLDecodable { public init?(sqlText: String?) { self.init(rawValue: sqlText ?? "") } }
extension ServerSource: SQLDecodable { public init?(sqlText: String?) { self.init(rawValue: sqlText ?? "") } }
extension SSLMode: SQLDecodable { public init?(sqlText: String?) { self.init(rawValue: sqlText ?? "") } }
extension Bool: SQLDecodable {
    public init?(sqlText: String?) {
        guard sqlText == "t" || sqlText == "f" else { return nil }
        self = sqlText == "t"
    }
}
/// `bytea` in PostgreSQL's `hex` output form.
extension Array: SQLDecodable where Element == UInt8 {
    public init?(sqlText: String?) {
        guard let digits = sqlText?.utf8, digits.starts(with: "\\x".utf8), digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in digits.dropFirst(2) {
            guard let nibble = Character(Unicode.Scalar(digit)).hexDigitValue.map(UInt8.init) else { return nil }
            if let first = high {
                bytes.append(first << 4 | nibble)
                high = nil
            } else {
                high = nibble
            }
        }
        self = bytes
    }
}
extension Optional: SQLDecodable where Wrapped: SQLDecodable {
    public init?(sqlText: String?) {
        guard let sqlText else {
            self = .none
            return
        }
        guard let value = Wrapped(sqlText: sqlText) else { return nil }
        self = value
    }
}
