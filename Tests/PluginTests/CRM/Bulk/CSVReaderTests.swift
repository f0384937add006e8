import Testing

@testable import CRMPlugin

@Suite struct CSVReaderTests {
    /// What the reader makes of a text that arrives in pieces of `size` bytes: cells with `|` between them, an empty quoted one as `""`.
    static func rows(_ text: String, size: Int = 1_000, maxRowBytes: Int = 1_000) -> [String] {
        var reader = CSVReader(maxRowBytes: maxRowBytes)
        var rows: [String] = []
        let take = { (line: Int, row: Result<CSVReader.Row, CSVReader.Fault>) in
            switch row {
            case .success(let row): rows.append("\(line): " + row.cells.map { spell($0, of: row) }.joined(separator: "|"))
            case .failure(let fault): rows.append("\(line)! \(fault)")
            }
        }
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
            reader.read(Array(bytes[start..<min(start + size, bytes.count)]), take)
        }
        reader.finish(take)
        return rows
    }

    private static func spell(_ cell: CSVReader.Row.Cell, of row: CSVReader.Row) -> String {
        cell.range.isEmpty && cell.isQuoted ? "\"\"" : String(decoding: row.bytes[cell.range], as: UTF8.self)
    }

    @Test(arguments: [
        ("a,b\nc,d\n", ["1: a|b", "2: c|d"]), ("a,b\r\nc,d", ["1: a|b", "2: c|d"]), ("", []), ("\n\r\n\n", []),
        ("a\n\nb\n", ["1: a", "3: b"]), (",\n", ["1: |"]), ("\"\"\n", ["1: \"\""]), ("a,\"\",\n", ["1: a|\"\"|"]),
        ("\"x,y\",\"say \"\"hi\"\"\"\n", ["1: x,y|say \"hi\""]),
        ("\"one\r\ntwo\nthree\",b\nc,d", ["1: one\r\ntwo\nthree|b", "4: c|d"]),
        ("\u{FEFF}a,b\n", ["1: a|b"]), ("\u{FEFF}\"a\"\n", ["1: a"]), ("a\rb,c\r,d\n", ["1: a\rb|c\r|d"]),
        (" a , b\n", ["1:  a | b"]),
        ("a\r", ["1: a"]), ("ü,日本\n", ["1: ü|日本"]),
    ])
    func rowsAreTheSameHoweverTheyArrive(text: String, expected: [String]) {
        for size in [1, 2, 3, 1_000] { #expect(Self.rows(text, size: size) == expected) }
    }

    @Test(arguments: [
        ("a\"b,c\nd\n", ["1! strayQuote", "2: d"]), ("\"a\"b,c\nd\n", ["1! strayQuote", "2: d"]),
        ("\"a\"\rb\nd\n", ["1! strayQuote", "2: d"]), ("x\n\"op\nen", ["1: x", "2! unclosedQuote"]),
        ("123456789\nok\n", ["1! tooLarge(limit: 8)", "2: ok"]), ("\"1234\n56789\"\nok\n", ["1! tooLarge(limit: 8)", "3: ok"]),
        (",,,,,,,,,,,\nok\n", ["1! tooLarge(limit: 8)", "2: ok"]),
    ])
    func aBrokenRowIsToldAndTheNextOneIsRead(text: String, expected: [String]) {
        for size in [1, 3, 1_000] { #expect(Self.rows(text, size: size, maxRowBytes: 8) == expected) }
    }
}
