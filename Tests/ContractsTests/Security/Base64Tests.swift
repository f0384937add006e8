import Contracts
import Testing

@Suite struct Base64Tests {
    /// RFC 4648 §10, without padding.
    @Test(arguments: [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("foobar", "Zm9vYmFy")])
    func encodesAndDecodesTheVectors(text: String, encoded: String) {
        #expect(Base64.standard.encode(Array(text.utf8)) == encoded)
        #expect(Base64.standard.decode(encoded) == Array(text.utf8))
    }

    @Test func alphabetsDifferInTheirLastLetters() {
        #expect(Base64.standard.encode([0xFB, 0xFF]) == "+/8")
        #expect(Base64.url.encode([0xFB, 0xFF]) == "-_8")
        #expect(Base64.url.decode("+/8") == nil)
        #expect(Base64.standard.decode("-_8") == nil)
    }

    @Test(arguments: ["Zg==", "Z", "Zm9vY", "Zm 9", "Zm9v\n", "Zm9v.", "Zm9vé"])
    func refusesPaddingForeignLettersAndImpossibleLengths(text: String) {
        #expect(Base64.url.decode(text) == nil)
    }

    @Test(arguments: ["Zh", "Zm9vYh", "Zm9"])
    func refusesASecondSpellingOfTheSameBytes(text: String) {
        #expect(Base64.url.decode(text) == nil)
    }

    @Test func everyLengthComesBack() {
        for length in 0...100 {
            let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max) }
            #expect(Base64.url.decode(Base64.url.encode(bytes)) == bytes)
        }
    }
}
