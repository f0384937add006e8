import Contracts
import FoundationEssentials
import Testing

@testable import CRMPlugin

@Suite struct RecordEncoderTests {
    private func encode(_ fields: [FieldDescription], _ cells: [String?]) -> String {
        let names = fields.flatMap(\.columns).map(\.name)
        var encoder = RecordEncoder(capacity: 0)
        encoder.append(RowSet(MemoryRows(names, [cells]))[0], as: RecordTemplate(fields))
        return String(decoding: encoder.bytes, as: UTF8.self)
    }

    private func field(_ name: String, _ type: FieldType, isNullable: Bool = true) -> FieldDescription {
        FieldDescription(name: name, type: type, isNullable: isNullable, hasDefault: false)
    }

    @Test(arguments: [
        (FieldType.text, "a \"b\"\n\\", #""a \"b\"\n\\""#), (.number, "1.5", "1.5"), (.number, "1e+20", "1e+20"),
        (.number, "NaN", "null"), (.number, "-Infinity", "null"), (.boolean, "t", "true"), (.boolean, "f", "false"),
        (.dateTime, "2026-03-09 08:15:30.25+00", #""2026-03-09T08:15:30.250Z""#), (.date, "2026-03-09", #""2026-03-09""#),
        (.rawJSON, #"{"a": 1}"#, #"{"a": 1}"#), (.select, "NEW", #""NEW""#),
    ])
    func cellBecomesTheJSONOfItsType(type: FieldType, cell: String, json: String) {
        #expect(encode([field("x", type)], [cell]) == "{\"x\":\(json)}")
    }

    @Test(arguments: [
        (FieldType.text, #""""#), (.array, "[]"), (.multiSelect, "[]"), (.number, "null"), (.select, "null"),
        (.dateTime, "null"), (.rawJSON, "null"), (.boolean, "null"), (.uuid, "null"),
    ])
    func nullReadsAsWhatWasEmpty(type: FieldType, json: String) {
        #expect(encode([field("x", type)], [nil]) == "{\"x\":\(json)}")
    }

    @Test func compositeIsAnObjectOfItsParts() {
        let json = encode([field("name", .fullName), field("amount", .currency)], ["Ada", nil, "5000000", nil])
        #expect(json == #"{"name":{"firstName":"Ada","lastName":""},"amount":{"amountMicros":5000000,"currencyCode":null}}"#)
    }

    @Test func relationIsToldByItsJoinColumn() {
        let company = FieldDescription(
            name: "company", type: .relation, isNullable: true, hasDefault: false,
            relation: .init(kind: .manyToOne, target: UUID(), joinColumn: "companyId"))
        let people = FieldDescription(
            name: "people", type: .relation, isNullable: true, hasDefault: false,
            relation: .init(kind: .oneToMany, target: UUID(), joinColumn: "companyId"))
        #expect(encode([company, people], [nil]) == #"{"companyId":null}"#)
    }

    @Test func nullableActorWithoutRequiredPartsIsNull() {
        let json = encode([field("by", .actor), field("x", .text)], [nil, nil, nil, nil, "a"])
        #expect(json == #"{"by":null,"x":"a"}"#)
    }

    @Test func nullableActorThatEndsTheRecordClosesIt() {
        #expect(encode([field("x", .text), field("by", .actor)], ["a", nil, nil, nil, "{}"]) == #"{"x":"a","by":null}"#)
    }

    @Test func actorWithAPartThatMustBeThereIsTold() {
        let json = encode([field("by", .actor)], ["API", nil, nil, "{}"])
        #expect(json == #"{"by":{"source":"API","workspaceMemberId":null,"name":"","context":{}}}"#)
    }

    @Test(arguments: 0...40)
    func quoteIsEscapedWhereverItStands(position: Int) {
        let text = String(repeating: "x", count: position) + "\u{1}\"" + String(repeating: "y", count: 40 - position)
        let escaped = text.replacing("\"", with: "\\\"").replacing("\u{1}", with: "\\u0001")
        #expect(encode([field("x", .text)], [text]) == "{\"x\":\"\(escaped)\"}")
    }

    @Test(arguments: ["infinity", "-infinity", "10000-01-01 00:00:00+00", "0044-03-15 00:00:00+00 BC", ""])
    func instantOutsideTheFormIsNull(cell: String) {
        #expect(encode([field("x", .dateTime)], [cell]) == #"{"x":null}"#)
    }
}
