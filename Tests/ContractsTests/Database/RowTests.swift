import Contracts
import Foundation
import Testing

@Suite struct RowTests {
    private static func row(_ cell: String?) -> Row { RowSet(OneCell(cell))[0] }

    private static func decode<Value: SQLDecodable>(_ cell: String?, as type: Value.Type) throws -> Value {
        try row(cell).decode("value", as: type)
    }

    @Test func cellsAreReadAsTheirTypes() throws {
        #expect(try Self.decode("text", as: String.self) == "text")
        #expect(try Self.decode("", as: String.self) == "")
        #expect(try Self.decode("-7", as: Int.self) == -7)
        #expect(try Self.decode("1.5", as: Double.self) == 1.5)
        #expect(try Self.decode("t", as: Bool.self) && !Self.decode("f", as: Bool.self))
        #expect(try Self.decode("\\x00ffA0", as: [UInt8].self) == [0, 255, 160])
        #expect(try Self.decode("\\x", as: [UInt8].self).isEmpty)
        #expect(try Self.decode("suspended", as: TenantStatus.self) == .suspended)
    }

    @Test func nullIsNilForOptionalsAlone() throws {
        #expect(try Self.decode(nil, as: Int?.self) == nil)
        #expect(try Self.decode("3", as: Int?.self) == 3)
        #expect(throws: DatabaseError.decoding(column: "value")) { try Self.decode(nil, as: Int.self) }
        #expect(throws: DatabaseError.decoding(column: "value")) { try Self.decode(nil, as: String.self) }
        #expect(throws: DatabaseError.decoding(column: "value")) { try Self.decode("x", as: Int?.self) }
    }

    @Test func whatIsNotOfTheTypeIsRefused() {
        for cell in ["", "x", "1.5", "99999999999999999999"] {
            #expect(throws: DatabaseError.decoding(column: "value")) { try Self.decode(cell, as: Int.self) }
        }
        for cell in ["true", "T", ""] {
            #expect(throws: DatabaseError.decoding(column: "value")) { try Self.decode(cell, as: Bool.self) }
        }
        for cell in ["", "00", "\\x0", "\\x0g"] {
            #expect(throws: DatabaseError.decoding(column: "value")) { try Self.decode(cell, as: [UInt8].self) }
        }
        #expect(throws: DatabaseError.decoding(column: "value")) { try Self.decode("not-a-uuid", as: UUID.self) }
    }

    @Test func aMissingColumnIsNamed() {
        #expect(throws: DatabaseError.decoding(column: "other")) { try Self.row("1").decode("other", as: Int.self) }
        #expect(throws: DatabaseError.decoding(column: "1")) { try Self.row("1").decode(at: 1, as: Int.self) }
    }
}

/// One row with one column named `value`.
private final class OneCell: RowStorage {
    private let cell: String?

    init(_ cell: String?) { self.cell = cell }

    let rowCount = 1
    let columnCount = 1
    let affectedRows = 0

    func column(named name: String) -> Int? { name == "value" ? 0 : nil }
    func isNull(row: Int, column: Int) -> Bool { cell == nil }

    func withBytes<Result>(row: Int, column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        Array((cell ?? "").utf8).withUnsafeBufferPointer(body)
    }
}
