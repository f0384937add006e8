import Contracts
import Testing

@Suite struct SQLIdentifierTests {
    @Test(arguments: [
        ("plain", "\"plain\""), ("a\"b", "\"a\"\"b\""), ("", "\"\""), ("\"", "\"\"\"\""), ("a\0b", "\"ab\""),
        ("Ü\n;--", "\"Ü\n;--\""),
    ])
    func identifiersAreQuoted(name: String, quoted: String) {
        #expect(SQLIdentifier.quote(name) == quoted)
    }

    /// A combining mark makes one character of itself and the quote before it; to PostgreSQL the quote is still a quote.
    @Test(arguments: ["\u{301}", "\u{200D}", "\u{FE0F}", "\u{20DD}"])
    func aQuoteBehindACombiningMarkIsDoubledToo(mark: String) {
        let identifier = SQLIdentifier.quote("a\"\(mark); DROP TABLE t; --")
        #expect(Array(identifier.utf8) == Array("\"a\"\"\(mark); DROP TABLE t; --\"".utf8))
        let literal = SQLIdentifier.literal("a'\(mark); DROP TABLE t; --")
        #expect(Array(literal.utf8) == Array("'a''\(mark); DROP TABLE t; --'".utf8))
    }

    @Test(arguments: [("secret", "'secret'"), ("it's", "'it''s'"), ("\\'", "'\\'''"), ("a\0'", "'a'''")])
    func constantsAreQuoted(text: String, quoted: String) {
        #expect(SQLIdentifier.literal(text) == quoted)
    }
}
