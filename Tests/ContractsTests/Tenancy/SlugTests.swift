import Contracts
import Testing

@Suite struct SlugTests {
    @Test(arguments: ["abc", "a1b", "a-b", "123", "xn--abc", String(repeating: "a", count: 40)])
    func labelsAreTaken(text: String) {
        #expect(Slug(text)?.description == text)
    }

    @Test(arguments: [
        "", "ab", "-abc", "abc-", "Abc", "a_b", "a.b", "a b", "abc\n", "äbc", "a\0b", "ab\u{301}c", "ａｂｃ",
        String(repeating: "a", count: 41),
    ])
    func everythingElseIsRefused(text: String) {
        #expect(Slug(text) == nil)
    }
}
