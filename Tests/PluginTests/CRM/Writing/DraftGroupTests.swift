import Contracts
import Testing

@testable import CRMPlugin

@Suite struct DraftGroupTests {
    private func drafts(_ bodies: String...) throws -> [RecordDraft] {
        try bodies.map { body in
            guard case .object(let object) = try JSONParser.parse(Array(body.utf8)) else { throw CRMError.invalidPath }
            return RecordDraft(try RecordInput(object, for: .sample, operation: .create))
        }
    }

    @Test func columnsWithoutDefaultsAreNullWhereTheyAreNotGiven() throws {
        let groups = DraftGroup.inserted(try drafts(#"{"label":"a"}"#, #"{"serial":"b"}"#), of: .sample)
        #expect(groups.count == 1)
        #expect(Set(groups[0].columns.map(\.name)) == ["label", "serial", "position"])
    }

    @Test func columnsWithDefaultsPartTheRecords() throws {
        let groups = DraftGroup.inserted(
            try drafts(#"{"stage":"OLD"}"#, "{}", #"{"stage":null}"#, #"{"stage":"NEW"}"#, #"{"position":1}"#), of: .sample)
        #expect(groups.map(\.drafts.count) == [2, 1, 1, 1])
    }

    @Test func updatesAreOfExactlyTheSameColumns() throws {
        let groups = DraftGroup.updated(try drafts(#"{"label":"a"}"#, #"{"label":""}"#, #"{"serial":"b"}"#))
        #expect(groups.map(\.drafts.count) == [2, 1])
    }

    @Test func rowsKeepTheSpellingOfTheirValues() throws {
        var rows = DraftRows(of: .sample)
        rows.append([
            ("label", .text("\"q\"")), ("mass", .text("90071992547409931")), ("plan", .text(#"{"a":1.0}"#)),
            ("tags", .textArray(["A"])),
            ("isManned", .bool(true)), ("stage", .null),
        ])
        let json = #"[{"label":"\"q\"","mass":"90071992547409931","plan":{"a":1.0},"tags":["A"],"isManned":true,"stage":null}]"#
        #expect(rows.finished().values == [.text(json)])
    }
}
