import Contracts
import Testing

@Suite struct JSONParserTests {
    private static func error(_ bytes: [UInt8]) -> JSONError? {
        do throws(JSONError) {
            _ = try JSONParser.parse(bytes)
            return nil
        } catch {
            return error
        }
    }

    private static func error(_ text: String) -> JSONError? { error(Array(text.utf8)) }

    private static func value(_ text: String) throws -> JSONValue { try JSONParser.parse(Array(text.utf8)) }

    @Test func readsEveryKindInOrder() throws {
        let value = try Self.value(#" { "b" : [ null , true , false , -1.50e+2 , "x" ] , "a" : { } } "#)
        let number = try Self.value("-1.50e+2")
        #expect(value == ["b": [nil, true, false, number, "x"], "a": [:]])
        guard case .number(let kept) = number else { return }
        #expect(kept.text == "-1.50e+2")
    }

    @Test(arguments: [
        ("", JSONError.empty), (" \n\t\r", .empty), ("{", .unexpectedEnd), ("[1,", .unexpectedEnd), ("\"a", .unexpectedEnd),
        ("tru", .unexpectedEnd), ("trux", .unexpectedByte(offset: 3)), ("nul ", .unexpectedByte(offset: 3)),
        ("{a:1}", .unexpectedByte(offset: 1)), ("{\"a\" 1}", .unexpectedByte(offset: 5)),
        ("{\"a\":1,}", .unexpectedByte(offset: 7)),
        ("[1,]", .unexpectedByte(offset: 3)), ("[1 2]", .unexpectedByte(offset: 3)), ("[,1]", .unexpectedByte(offset: 1)),
        ("1 2", .trailingBytes(offset: 2)), ("{}}", .trailingBytes(offset: 2)), ("'a'", .unexpectedByte(offset: 0)),
        ("NaN", .unexpectedByte(offset: 0)), ("Infinity", .unexpectedByte(offset: 0)), ("\u{FEFF}1", .unexpectedByte(offset: 0)),
        ("// x\n1", .unexpectedByte(offset: 0)), ("\u{A0}1", .unexpectedByte(offset: 0)),
    ])
    func brokenStructureHasItsKindAndPlace(text: String, expected: JSONError) {
        #expect(Self.error(text) == expected)
    }

    @Test(arguments: [
        ("-", JSONError.invalidNumber(offset: 0)), ("[-]", .invalidNumber(offset: 1)), ("1.", .invalidNumber(offset: 0)),
        ("1.e1", .invalidNumber(offset: 0)), ("1e", .invalidNumber(offset: 0)), ("1e+", .invalidNumber(offset: 0)),
        ("01", .trailingBytes(offset: 1)), ("-01", .trailingBytes(offset: 2)), ("[00]", .unexpectedByte(offset: 2)),
        (".5", .unexpectedByte(offset: 0)), ("+1", .unexpectedByte(offset: 0)), ("0x10", .trailingBytes(offset: 1)),
        ("1_000", .trailingBytes(offset: 1)), ("1E5.0", .trailingBytes(offset: 3)),
    ])
    func otherSpellingsOfNumbersAreRefused(text: String, expected: JSONError) {
        #expect(Self.error(text) == expected)
    }

    @Test(arguments: ["0", "-0", "0.0", "1e5", "1E-05", "9007199254740993", "123456789012345678901234567890.1"])
    func numbersKeepTheirSpelling(text: String) throws {
        #expect(try JSONWriter.encode(Self.value(text)) == Array(text.utf8))
    }

    @Test(arguments: [
        #"{"a":1,"a":2}"#, #"{"a":1,"\u0061":2}"#, #"{"x":{"b":1,"c":2,"b":3}}"#, #"{"":1,"":2}"#, #"{"\ud83d\ude00":1,"😀":2}"#,
    ])
    func repeatedNamesAreRefusedHoweverTheyAreSpelled(text: String) {
        guard case .repeatedName? = Self.error(text) else {
            Issue.record("\(text) was accepted")
            return
        }
    }

    @Test(arguments: [15, 16, 17, 18, 40])
    func repeatedNamesAreFoundInObjectsOfEverySize(count: Int) {
        let members = (0..<count).map { "\"n\($0)\":0" }
        #expect(Self.error("{" + members.joined(separator: ",") + "}") == nil)
        for repeated in members {
            let text = "{" + (members + [repeated]).joined(separator: ",") + "}"
            #expect(Self.error(text) != nil)
        }
    }

    @Test func nestingEndsAtTheLimit() throws {
        let limit = JSONParser.maxDepth
        let deepest = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
        #expect(Self.error(deepest) == nil)
        #expect(Self.error("[" + deepest + "]") == .tooDeep(limit: limit))
        #expect(Self.error(String(repeating: "{\"a\":", count: 1_000_000)) == .tooDeep(limit: limit))
    }

    @Test func everyTruncationIsRefused() {
        let sample = Array(#"{"name":"Ä\u00e4\ud83d\ude00\n","list":[1,-2.5e+3,true,null,{"x":""}]}"#.utf8)
        #expect(Self.error(sample) == nil)
        for length in 0..<sample.count { #expect(Self.error(Array(sample.prefix(length))) != nil) }
    }

    @Test func everyReplacedByteIsReadOrRefused() {
        let sample = Array(#"{"a":"\u00e4ä","b":[1.5,false]}"#.utf8)
        for index in sample.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = sample
                changed[index] = byte
                _ = Self.error(changed)
            }
        }
    }
}
