import Testing

@testable import HostRuntime

@Suite struct EncryptionKeyTests {
    private static let bytes = (0..<32).map { UInt8($0 * 7 + 3) }

    @Test(arguments: [
        "030a11181f262d343b424950575e656c737a81888f969da4abb2b9c0c7ced5dc",
        "030A11181F262D343B424950575E656C737A81888F969DA4ABB2B9C0C7CED5DC",
        "AwoRGB8mLTQ7QklQV15lbHN6gYiPlp2kq7K5wMfO1dw=", "AwoRGB8mLTQ7QklQV15lbHN6gYiPlp2kq7K5wMfO1dw",
    ])
    func readsHexadecimalAndBase64(text: String) throws {
        #expect(try #require(EncryptionKey(text)).reveal() == Self.bytes)
    }

    @Test(arguments: ["", "00", "AwoRGB8m", "AwoRGB8mLTQ7QklQV15lbHN6gYiPlp2kq7K5wMfO1d!=", String(repeating: "0", count: 63)])
    func refusesOtherLengths(text: String) {
        #expect(EncryptionKey(text) == nil)
    }

    @Test func doesNotPrintItself() throws {
        let key = try #require(EncryptionKey(String(repeating: "ab", count: 32)))
        #expect("\(key) \(String(reflecting: key))" == "<secret> <secret>")
    }
}
