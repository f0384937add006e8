import Contracts
import Foundation
import Testing

@Suite struct SQLTests {
    @Test func valuesAreBoundInOrder() {
        let id = UUID()
        let statement: SQL = "SELECT * FROM t WHERE a = \("x") AND b = \(7) AND c = \(id) AND d = \(true)"
        #expect(statement.text == "SELECT * FROM t WHERE a = $1 AND b = $2 AND c = $3 AND d = $4")
        #expect(statement.values == [.text("x"), .integer(7), .uuid(id), .bool(true)])
    }

    @Test func hostileTextStaysAValue() {
        let hostile = "'; DROP TABLE t; -- $1"
        let statement: SQL = "SELECT \(hostile)"
        #expect(statement.text == "SELECT $1")
        #expect(statement.values == [.text(hostile)])
    }

    @Test func nothingIsBoundAsNull() {
        let statement: SQL = "SELECT \(String?.none), \(Optional(3)), \(SQLValue.null)"
        #expect(statement.values == [.null, .integer(3), .null])
    }

    @Test func fragmentsAreRenumberedBeyondNine() {
        let inner: SQL = "\(1), \(2), \(3), \(4), \(5), \(6), \(7), \(8), \(9), \(10), \(11)"
        let outer: SQL = "a = \(0) AND b IN (\(inner)) AND c IN (\(inner)) AND d = \(99)"
        #expect(
            outer.text
                == """
                a = $1 AND b IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
                AND c IN ($13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23) AND d = $24
                """)
        #expect(outer.values.count == 24 && outer.values[23] == .integer(99) && outer.values[12] == .integer(1))
    }

    @Test func fragmentsNestToAnyDepth() {
        var statement: SQL = "x = \(0)"
        for level in 1...12 { statement = "y = \(level) OR (\(statement))" }
        #expect(statement.text.hasSuffix("y = $12 OR (x = $13)" + String(repeating: ")", count: 11)))
        #expect(statement.values.first == .integer(12) && statement.values.last == .integer(0))
    }

    @Test func anEmptyFragmentAddsNothing() {
        let none: SQL = ""
        let statement: SQL = "SELECT \(1)\(none)"
        #expect(statement.text == "SELECT $1")
    }

    @Test func onlyPlacesOfValuesAreRenumbered() {
        let fragment: SQL = "'$1' || $$ $2 $$ || \(identifier: "a$1") || b$1 || \("v")"
        let statement: SQL = "SELECT \(0), \(fragment)"
        #expect(statement.text == #"SELECT $1, '$1' || $$ $2 $$ || "a$1" || b$1 || $2"#)
    }
}
