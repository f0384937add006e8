import Contracts
import Testing

@Suite struct SQLBuilderTests {
    @Test func piecesAreNumberedTogether() {
        var builder = SQLBuilder()
        builder.append("SELECT ")
        builder.append(identifier: "na\"me")
        builder.append(" FROM t WHERE a = ")
        builder.bind(.integer(1))
        builder.append(" AND ")
        builder.append("b = \(2) OR b = \(3)")
        builder.append(" AND c = ")
        builder.bind(.text("x"), as: "timestamptz")
        #expect(builder.sql.text == #"SELECT "na""me" FROM t WHERE a = $1 AND b = $2 OR b = $3 AND c = $4::timestamptz"#)
        #expect(builder.sql.values == [.integer(1), .integer(2), .integer(3), .text("x")])
    }

    @Test func whatWasBuiltIsAFragmentLikeAnyOther() {
        var builder = SQLBuilder()
        builder.append(identifier: "$1")
        builder.append(" = ")
        builder.bind(.bool(true))
        let statement: SQL = "SELECT \(7) WHERE \(builder.sql)"
        #expect(statement.text == #"SELECT $1 WHERE "$1" = $2"#)
    }
}
