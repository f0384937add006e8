import Contracts
import Testing

@Suite struct PercentDecodingTests {
    @Test(arguments: [
        ("abc", "abc"), ("a%20b", "a b"), ("%C3%A4", "ä"), ("%c3%a4", "ä"), ("a+b", "a+b"), ("%2525", "%25"), ("", ""),
    ])
    func escapesAreDecodedOnce(text: String, expected: String) {
        #expect(PercentDecoding.decode(text.utf8) == expected)
    }

    @Test(arguments: [
        ("a+b%2B", "a b+"), ("%C3%A4", "ä"), ("%2525", "%25"), ("%", "%"), ("%4", "%4"), ("%g0%0g", "%g0%0g"), ("%%20", "% "),
        ("%+1", "% 1"), ("%u0041", "%u0041"), ("%FF", "\u{FFFD}"), ("%C3", "\u{FFFD}"), ("%ED%A0%80x", "\u{FFFD}\u{FFFD}\u{FFFD}x"),
        ("%00", nil),
    ])
    func aFormIsDecodedLeniently(text: String, expected: String?) {
        #expect(PercentDecoding.decodeForm(text.utf8) == expected)
    }

    @Test(arguments: [
        "%", "%4", "%g0", "%0g", "a%", "%%20", "% 20", "%00", "a%00b", "%FF", "%C3", "%C0%80", "%ED%A0%80", "%F4%90%80%80",
        "%u0041",
    ])
    func badEscapesInvalidTextAndNULAreRefused(text: String) {
        #expect(PercentDecoding.decode(text.utf8) == nil)
    }
}
