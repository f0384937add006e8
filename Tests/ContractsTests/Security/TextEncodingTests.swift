import Contracts
import Testing

@Suite struct TextEncodingTests {
    @Test(arguments: [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("foobar", "Zm9vYmFy")])
    func base64URLMatchesRFC4648(text: String, encoded: String) {
        #expect(TextEncoding.base64URL(Array(text.utf8)) == encoded)
    }

    @Test func base64URLUsesTheLettersOfURLs() {
        #expect(TextEncoding.base64URL([0xFB, 0xFF, 0xBF]) == "-_-_")
    }

    @Test func hexIsLowerCase() {
        #expect(TextEncoding.hex([0, 0x0F, 0xA0, 0xFF]) == "000fa0ff")
        #expect(TextEncoding.hex([]) == "")
    }
}
