import Contracts
import TestSupport
import Testing

@Suite struct JSONWriterTests {
    private static func text(_ value: JSONValue) -> String { String(decoding: JSONWriter.encode(value), as: UTF8.self) }

    @Test func escapesWhatMustBeEscapedAndNothingElse() {
        #expect(Self.text("\"\\/\n\r\t\u{8}\u{0}\u{1F}\u{7F}ä😀") == "\"\\\"\\\\/\\n\\r\\t\\u0008\\u0000\\u001f\u{7F}ä😀\"")
        #expect(Self.text(["a\"b": ""]) == #"{"a\"b":""}"#)
    }

    @Test func commasStandBetweenValuesAlone() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("a", "x")
        writer.key("b")
        writer.beginArray()
        writer.beginArray()
        writer.endArray()
        writer.write(1)
        writer.write(true)
        writer.writeNull()
        writer.beginObject()
        writer.endObject()
        writer.endArray()
        writer.key(encoded: Array("\"c\":".utf8))
        writer.raw("2.50".utf8)
        writer.endObject()
        #expect(String(decoding: writer.bytes, as: UTF8.self) == #"{"a":"x","b":[[],1,true,null,{}],"c":2.50}"#)
    }

    @Test func textFromABufferIsEscapedLikeAnyOther() {
        var writer = JSONWriter()
        Array("a\"\n".utf8).withUnsafeBufferPointer { writer.writeText($0) }
        #expect(writer.bytes == Array(#""a\"\n""#.utf8))
    }

    @Test(arguments: 0..<200)
    func whatIsWrittenIsReadBack(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let value = JSONValue.random(depth: 4, using: &generator)
        #expect(try JSONParser.parse(JSONWriter.encode(value)) == value)
    }
}
