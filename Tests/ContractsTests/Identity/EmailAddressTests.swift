import Contracts
import Testing

@Suite struct EmailAddressTests {
    @Test(arguments: [
        ("a@b.co", "a@b.co"), (" Anna.Schmidt+crm@Example.COM\r\n", "anna.schmidt+crm@example.com"),
        ("ä@bücher.example", "ä@bücher.example"),
        ("用户@例子.公司", "用户@例子.公司"), ("o'neil@x-y.example", "o'neil@x-y.example"), ("a@1.2.example", "a@1.2.example"),
    ])
    func addressesAreNormalized(text: String, expected: String) {
        #expect(EmailAddress(text)?.description == expected)
    }

    @Test(arguments: [
        "", " ", "@", "a", "a@", "@b.co", "a@b", "a@b.", "a@.co", "a@b..co", "a@@b.co", "a@b@c.co", "a b@c.co", "a@b c.co",
        "a@-b.co",
        "a@b-.co", "a@b_c.co", "<a@b.co>", "a@b.co, c@d.co", "a@b.co\nBcc: c@d.co", "a\0@b.co", "a\u{200B}@b.co", "a\u{202E}@b.co",
        "\"a\"@b.co", "a@[127.0.0.1]", "a@b.co\u{7F}", "a\\@b.co",
    ])
    func everythingElseIsRefused(text: String) {
        #expect(EmailAddress(text) == nil)
    }

    /// An "@" with a combining mark behind it is one character to Swift and still an "@" to everybody else.
    @Test(arguments: ["a@\u{301}b@c.co", "a@b@\u{301}c.co", "a@b.\u{301}c.co", "a@\u{301}b.co@c.co"])
    func aCombiningMarkDoesNotHideASeparator(text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test func lengthsEndAtTheirLimits() {
        let label = String(repeating: "d", count: 63)
        #expect(EmailAddress(String(repeating: "a", count: 64) + "@b.co") != nil)
        #expect(EmailAddress(String(repeating: "a", count: 65) + "@b.co") == nil)
        #expect(EmailAddress("a@\(label).co") != nil)
        #expect(EmailAddress("a@d\(label).co") == nil)
        #expect(EmailAddress("a@\(label).\(label).\(label).\(String(repeating: "e", count: 60))") != nil)
        #expect(EmailAddress("a@\(label).\(label).\(label).\(String(repeating: "e", count: 61))") == nil)
    }

    @Test func addressesThatDifferInCaseAreOne() {
        #expect(EmailAddress("Anna@Example.com") == EmailAddress("anna@example.COM"))
    }
}
