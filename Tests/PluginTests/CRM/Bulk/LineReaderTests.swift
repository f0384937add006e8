import Testing

@testable import CRMPlugin

@Suite struct LineReaderTests {
    static func lines(_ text: String, size: Int, limit: Int = 1_000) -> [String] {
        var reader = LineReader(maxLineBytes: limit)
        var lines: [String] = []
        let take = { (number: Int, line: Result<[UInt8], LineReader.Fault>) in
            switch line {
            case .success(let bytes): lines.append("\(number): " + String(decoding: bytes, as: UTF8.self))
            case .failure: lines.append("\(number)! too large")
            }
        }
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
            reader.read(Array(bytes[start..<min(start + size, bytes.count)]), take)
        }
        reader.finish(take)
        return lines
    }

    @Test(arguments: [
        ("{}\n[]\n", ["1: {}", "2: []"]), ("{}\r\n\r\n  \n1", ["1: {}\r", "4: 1"]), ("", []), ("\u{FEFF}{}\n", ["1: {}"]),
        ("0123456789\nok", ["1! too large", "2: ok"]),
    ])
    func linesAreTheSameHoweverTheyArrive(text: String, expected: [String]) {
        for size in [1, 2, 1_000] { #expect(Self.lines(text, size: size, limit: 8) == expected) }
    }
}
