import Contracts
import Testing

/// Strings within JSON: escapes, encodings, and what no database text can hold.
@Suite struct JSONStringTests {
    private static func parse(_ contents: [UInt8]) -> Result<JSONValue, JSONError> {
        let quoted = [UInt8(ascii: "\"")] + contents + [UInt8(ascii: "\"")]
        return Result { () throws(JSONError) in try JSONParser.parse(quoted) }
    }

    private static func parse(_ contents: String) -> Result<JSONValue, JSONError> { parse(Array(contents.utf8)) }

    @Test(arguments: [
        (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"), (#"\u0041\u00e4\u20AC"#, "Aä€"), (#"\ud83d\ude00"#, "😀"), ("ä€😀", "ä€😀"),
        (#"x\u000ay"#, "x\ny"), ("\u{7F}\u{2028}", "\u{7F}\u{2028}"),
    ])
    func escapesAndPlainTextAreDecoded(contents: String, expected: String) {
        #expect(Self.parse(contents) == .success(.string(expected)))
    }

    @Test(arguments: [
        (#"\x41"#, JSONError.invalidEscape(offset: 1)), (#"\'"#, .invalidEscape(offset: 1)),
        (#"\u00g0"#, .invalidEscape(offset: 5)),
        (#"\u+123"#, .invalidEscape(offset: 3)), (#"\ud83d"#, .invalidEscape(offset: 1)), (#"\ud83dx"#, .invalidEscape(offset: 1)),
        (#"\ud83d\n"#, .invalidEscape(offset: 1)), (#"\ud83d\u0041"#, .invalidEscape(offset: 1)),
        (#"\ude00"#, .invalidEscape(offset: 1)), (#"\ude00\ud83d"#, .invalidEscape(offset: 1)),
    ])
    func malformedEscapesAndLoneSurrogatesAreRefused(contents: String, expected: JSONError) {
        #expect(Self.parse(contents) == .failure(expected))
    }

    @Test func nulIsRefusedRawAndEscaped() {
        #expect(Self.parse("a\0") == .failure(.nulCharacter(offset: 2)))
        #expect(Self.parse(#"a\u0000"#) == .failure(.nulCharacter(offset: 2)))
        #expect(Self.parse("\\n\0") == .failure(.nulCharacter(offset: 3)))
    }

    @Test(arguments: 1..<UInt8(0x20))
    func rawControlCharactersAreRefused(byte: UInt8) {
        #expect(Self.parse([byte]) == .failure(.controlCharacter(offset: 1)))
        #expect(Self.parse(Array(#"\n"#.utf8) + [byte]) == .failure(.controlCharacter(offset: 3)))
    }

    @Test(
        arguments: [
            [0x80], [0xFF], [0xC3], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC3, 0x28],
        ] as [[UInt8]])
    func invalidUTF8IsRefusedBesideEscapesToo(bytes: [UInt8]) {
        #expect(Self.parse(bytes) == .failure(.invalidUTF8(offset: 0)))
        #expect(Self.parse(Array(#"\n"#.utf8) + bytes) == .failure(.invalidUTF8(offset: 0)))
    }

    @Test func anEscapeDoesNotCompleteABrokenSequence() {
        #expect(Self.parse([0xC3] + Array(#"\u00a4"#.utf8)) == .failure(.invalidUTF8(offset: 0)))
    }
}
