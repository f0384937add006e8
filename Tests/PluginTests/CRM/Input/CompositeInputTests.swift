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
        ("Test.com", "Test.com"), ("http://a.b:80/c?D=E", "http://a.b:80/c?D=E"),
        ("https://bücher.example/", "https://bücher.example"),
    ])
    func linkIsNormalised(url: String, stored: String) throws {
        #expect(try columns(#"{"site":{"primaryLinkUrl":"\#(url)"}}"#)["sitePrimaryLinkUrl"] == .text(stored))
    }

    @Test(arguments: [
        "javascript:alert(1)", "javascript://a.b/%0aalert(1)", "ftp://a.b", "https://", "nohost", "https://user:pw@a.b", "a b.c",
        "https://a.b:0", "https://a..b",
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

    @Test func phoneLosesItsPunctuationAndCallingCode() throws {
        let values = try columns(#"{"phones":{"primaryPhoneNumber":"+49 (30) 123-45","primaryPhoneCallingCode":"49"}}"#)
        #expect(
            values == [
                "phonesPrimaryPhoneNumber": .text("3012345"), "phonesPrimaryPhoneCallingCode": .text("+49"),
                "phonesAdditionalPhones": .null,
            ])
    }

    @Test(arguments: [
        (#"{"primaryPhoneNumber":"call me"}"#, "INVALID_PHONE_NUMBER"),
        (#"{"primaryPhoneCallingCode":"+x"}"#, "INVALID_PHONE_CALLING_CODE"),
        (#"{"primaryPhoneCountryCode":"USA"}"#, "INVALID_PHONE_COUNTRY_CODE"),
    ])
    func phoneThatIsNoneIsRefusedWithItsCode(phones: String, code: String) {
        let error = #expect(throws: CRMError.self) { try columns(#"{"phones":\#(phones)}"#) }
        #expect(error?.innerCode == code)
        #expect(error?.exception == "Error")
    }

    @Test func onlyTheSentPartsOfOtherCompositesAreWritten() throws {
        #expect(try columns(#"{"price":{"amountMicros":"1000000"}}"#) == ["priceAmountMicros": .text("1000000")])
    }
}
