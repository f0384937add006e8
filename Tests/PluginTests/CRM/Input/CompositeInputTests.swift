import Contracts
import Testing

@testable import CRMPlugin

@Suite struct CompositeInputTests {
    private func columns(_ json: String) throws -> [String: SQLValue] {
        guard case .object(let body) = try JSONParser.parse(Array(json.utf8)) else { return [:] }
        let values = try RecordInput(body, for: .sample, operation: .update).values
        return Dictionary(
            uniqueKeysWithValues: values.compactMap { value in
                if case .bound(let bound) = value.value { (value.column, bound) } else { nil }
            })
    }

    @Test func emailsAreLowerCased() throws {
        let values = try columns(#"{"emails":{"primaryEmail":"Ada@Example.COM","additionalEmails":["B@C.de",""]}}"#)
        #expect(values == ["emailsPrimaryEmail": .text("ada@example.com"), "emailsAdditionalEmails": .text(#"["b@c.de"]"#)])
    }

    @Test func emailsWithoutAPrimaryOneClearIt() throws {
        #expect(try columns(#"{"emails":{}}"#) == ["emailsPrimaryEmail": .null])
    }

    @Test(arguments: ["ada", "a@b", "a b@c.de", "@c.de"])
    func addressThatIsNoneIsRefused(address: String) {
        #expect(throws: CRMError.self) { try columns(#"{"emails":{"primaryEmail":"\#(address)"}}"#) }
    }

    @Test(arguments: [
        ("https://Test.com/", "https://test.com"), ("HTTPS://Test.com/Path/", "https://test.com/Path"),
        ("Test.com", "Test.com"), ("http://a.b:80/c?D=E", "http://a.b/c?D=E"),
        ("https://BÜCHER.example/", "https://bücher.example"), ("https://A.b:8443/", "https://a.b:8443"),
        ("https://a.b:443", "https://a.b"), ("http://192.0.2.1/x", "http://192.0.2.1/x"), ("192.0.2.1:80/", "192.0.2.1:80/"),
        ("https://[2001:DB8::1]:8080/", "https://[2001:db8::1]:8080"), ("https://localhost:3000", "https://localhost:3000"),
        ("https://例え.テスト/パス", "https://例え.テスト/パス"),
    ])
    func linkIsNormalised(url: String, stored: String) throws {
        #expect(try columns(#"{"site":{"primaryLinkUrl":"\#(url)"}}"#)["sitePrimaryLinkUrl"] == .text(stored))
    }

    @Test(arguments: [
        "javascript:alert(1)", "javascript://a.b/%0aalert(1)", "ftp://a.b", "https://", "nohost", "https://user:pw@a.b", "a b.c",
        "https://a.b:0", "https://a..b", "https://a.b:x", "https://1.2.3", "https://1.2.3.256", "1/2/3", "https://12",
        "https://[::1",
        "https://[1:2]", "https://[1::2::3]", "mailto:a@b.de", "https://a.b\\\\@c.d", "https://a%2eb.c", "//a.b",
    ])
    func linkThatIsNoneIsRefused(url: String) {
        #expect(throws: CRMError.invalidInput(.invalidURL)) { try columns(#"{"site":{"primaryLinkUrl":"\#(url)"}}"#) }
    }

    @Test func firstSecondaryLinkTakesTheEmptyPlace() throws {
        let values = try columns(#"{"site":{"secondaryLinks":[{"label":"L","url":""},{"label":"M","url":"a.b"},{"url":"c.d"}]}}"#)
        #expect(
            values == [
                "sitePrimaryLinkLabel": .text("M"), "sitePrimaryLinkUrl": .text("a.b"),
                "siteSecondaryLinks": .text(#"[{"label":"","url":"c.d"}]"#),
            ])
    }

    @Test func formOfARichTextThatIsNotSentIsDropped() throws {
        #expect(try columns(##"{"body":{"markdown":"# A"}}"##) == ["bodyMarkdown": .text("# A"), "bodyBlocknote": .null])
        #expect(try columns(#"{"body":{"blocknote":"[]"}}"#) == ["bodyMarkdown": .null, "bodyBlocknote": .text("[]")])
        #expect(throws: CRMError.self) { try columns(#"{"body":{"blocknote":"{}"}}"#) }
    }

    @Test func onlyTheSentPartsOfOtherCompositesAreWritten() throws {
        #expect(try columns(#"{"price":{"amountMicros":"1000000"}}"#) == ["priceAmountMicros": .text("1000000")])
    }
}
