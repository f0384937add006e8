import Contracts
import TestSupport
import Testing

@testable import CRMPlugin

/// Random texts, from a seed that a failure names: whatever comes, a reader neither traps nor holds more than a row.
@Suite struct BulkFuzzTests {
    private static let seeds = Array(UInt64(1)...40)
    private static let limit = Duration.milliseconds(100)

    /// Bytes that mean something to the readers are common among them.
    private static func text(_ generator: inout SeededGenerator, beginning: String) -> [UInt8] {
        let special = Array("\",\n\r\t{}[]:\\u0 \u{FEFF}name.firstName1e9null".utf8) + [0, 0x80, 0xFF, 0xC3]
        let count = Int.random(in: 0...600, using: &generator)
        return Array(beginning.utf8)
            + (0..<count).map { _ in
                Bool.random(using: &generator)
                    ? special[Int.random(in: special.indices, using: &generator)] : UInt8.random(in: 0...255, using: &generator)
            }
    }

    private static func read(_ text: [UInt8], _ format: BulkFormat, _ generator: inout SeededGenerator) throws -> [ImportRow] {
        var rows = ImportRows(format, of: .sample, permissions: Permissions(role: .member), clears: true)
        var read: [ImportRow] = []
        var rest = text[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...64, using: &generator))
            read += try rows.read(Array(piece))
            rest = rest.dropFirst(piece.count)
        }
        return try read + rows.finish()
    }

    @Test(arguments: seeds)
    func randomTextsAreReadToTheirEnd(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let end = ContinuousClock.now + Self.limit
        while ContinuousClock.now < end {
            let format = BulkFormat.allCases[Int.random(in: 0...1, using: &generator)]
            let text = Self.text(&generator, beginning: format == .csv ? "label,name.firstName,thrust,tags\n" : "")
            guard let rows = try? Self.read(text, format, &generator) else { continue }
            let lines = rows.map(\.line)
            #expect(lines == lines.sorted(), "seed \(seed)")
            for row in rows {
                guard let record = try? row.content.get() else { continue }
                _ = try? RecordInput(record, for: .sample, operation: .create)
            }
        }
    }

    @Test(arguments: seeds)
    func howATextIsCutDoesNotMatter(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let text = Self.text(&generator, beginning: "label,name.firstName,thrust\n")
            let whole = try Self.read(text, .csv, &generator)
            let again = try Self.read(text, .csv, &generator)
            #expect(whole.map(\.line) == again.map(\.line), "seed \(seed)")
            #expect(whole.map { try? $0.content.get() } == again.map { try? $0.content.get() }, "seed \(seed)")
        }
    }

    @Test func whatAnExportQuotesAnImportReads() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<500 {
            let cell = String(
                (0..<Int.random(in: 0...12, using: &generator)).map { _ in "a,\"\n\r ü".randomElement(using: &generator)! })
            let quoted = "\"" + cell.replacing("\"", with: "\"\"") + "\""
            let rows = try Self.read(Array("label,serial\n\(quoted),x\n".utf8), .csv, &generator)
            let expected: JSONValue = cell.isEmpty ? .null : .string(cell)
            #expect(try rows.map { try $0.content.get()["label"] } == [expected])
        }
    }
}
