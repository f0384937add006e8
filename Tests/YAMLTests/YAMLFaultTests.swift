import Contracts
import HostYAML
import Testing

@Suite struct YAMLFaultTests {
    private static func diagnostics(_ bytes: some Sequence<UInt8>) -> [SettingsDiagnostic] {
        do throws(SettingsError) {
            _ = try YAMLReader.read(bytes: Array(bytes), file: "f.yaml")
            return []
        } catch {
            return error.diagnostics
        }
    }

    private static func fault(_ line: Int, _ column: Int, _ key: String, _ message: String) -> SettingsDiagnostic {
        SettingsDiagnostic(place: SettingsPlace(file: "f.yaml", line: line, column: column), key: key, message: message)
    }

    @Test(arguments: [
        ("a: 1\na: 2\n", fault(2, 1, "a", "is given already on line 1")),
        ("p:\n  \"x\": 1\n  x: 2\n", fault(3, 3, "p.x", "is given already on line 2")),
        ("a: &x 1\n", fault(1, 4, "a", "anchors are not allowed")),
        ("a: !!str 1\n", fault(1, 4, "a", "tags are not allowed")),
        ("a: !secret {b: 1}\n", fault(1, 4, "a", "tags are not allowed")),
        ("a: [!x [1]]\n", fault(1, 5, "a[0]", "tags are not allowed")),
        ("a: *x\n", fault(1, 4, "a", "aliases are not allowed")),
        ("a: 1\n---\nb: 2\n", fault(2, 1, "", "a second document is not allowed")),
        ("[1, 2]: 3\n", fault(1, 1, "", "a key must be a plain or quoted string")),
        ("p:\n  ? {a: 1}\n  : 2\n", fault(2, 5, "p", "a key must be a plain or quoted string")),
        ("a: \"x\\0y\"\n", fault(1, 4, "a", "holds a NUL character")),
    ])
    func whatSettingsDoNotNeedIsAFault(text: String, expected: SettingsDiagnostic) {
        #expect(Self.diagnostics(text.utf8) == [expected])
    }

    @Test func faultsThatLeaveTheStructureWholeAreFoundAtOnce() {
        let found = Self.diagnostics("a: &x 1\na: *x\nb: !t 2\n".utf8)
        #expect(found.map(\.place.line) == [1, 2, 2, 3])
    }

    @Test(arguments: [
        "a: [1, 2\n", "a: 'open\n", "a: \"\\q\"\n", "a:\n\t- 1\n", "a: b: c\n", "- 1\na: 2\n", "a: %x\n", "a: @x\n", "{a: 1", "]",
        "a: \u{1}\n",
    ])
    func brokenTextHasAPlaceAndNoText(text: String) throws {
        let found = Self.diagnostics(text.utf8)
        #expect(found.count == 1)
        let fault = try #require(found.first)
        #expect(fault.place.line >= 1 && fault.place.column >= 1 && !fault.message.isEmpty)
    }

    @Test func aScannerErrorIsPlacedWhereItIs() throws {
        let fault = try #require(Self.diagnostics("a: 1\nb: @hunter2\n".utf8).first)
        #expect(fault.place == SettingsPlace(file: "f.yaml", line: 2, column: 4))
    }

    @Test func noDiagnosticShowsAValue() {
        for text in ["p: hunter2\np: hunter2\n", "p: &hunter2 hunter2\n", "p: !hunter2 hunter2", "p: 'hunter2\n", "p: *hunter2\n"] {
            let found = Self.diagnostics(text.utf8)
            #expect(!found.isEmpty)
            for fault in found { #expect(!fault.description.contains("hunter2")) }
        }
    }

    @Test(arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82]] as [[UInt8]])
    func invalidUTF8HasItsPlace(bytes: [UInt8]) {
        let found = Self.diagnostics(Array("a: 1\nü: ".utf8) + bytes)
        #expect(found.map(\.place) == [SettingsPlace(file: "f.yaml", line: 2, column: 4)])
    }

    @Test func otherEncodingsAreRefused() {
        #expect(!Self.diagnostics([0xFF, 0xFE] + "a: 1".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }).isEmpty)
    }

    @Test(arguments: [33, 1000, 100_000])
    func nestingBeyondTheLimitIsAFault(depth: Int) throws {
        for (open, close) in [("[", "]"), ("{a: ", "}")] {
            let found = Self.diagnostics((String(repeating: open, count: depth) + String(repeating: close, count: depth)).utf8)
            #expect(found.count == 1)
        }
    }

    @Test func filesBeyondTheLimitAreNotRead() {
        let text = "a: " + String(repeating: "x", count: 1 << 20)
        #expect(Self.diagnostics(text.utf8) == [Self.fault(1, 1, "", "the file is larger than 1 MiB")])
    }

    @Test func everyTruncationIsReadOrRefused() {
        let sample = Array("a: [1, {b: \"x\\u00e4\"}]\nc:\n  - |\n    text\n  - 'q''q'\n".utf8)
        for length in 0...sample.count { _ = Self.diagnostics(sample.prefix(length)) }
    }
}
