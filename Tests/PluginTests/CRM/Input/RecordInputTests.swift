import Contracts
import FoundationEssentials
import Testing

@testable import CRMPlugin

@Suite struct RecordInputTests {
    private func values(_ json: String, _ operation: RecordInput.Operation = .update) throws -> [ColumnValue] {
        guard case .object(let body) = try JSONParser.parse(Array(json.utf8)) else { return [] }
        return try RecordInput(body, for: .sample, operation: operation).values
    }

    @Test(arguments: [
        (#"{"label":"x"}"#, ColumnValue("label", "x".sqlValue)), (#"{"label":""}"#, ColumnValue("label", .null)),
        (#"{"thrust":1.50}"#, ColumnValue("thrust", .text("1.50"))), (#"{"mass":"12.5"}"#, ColumnValue("mass", .text("12.5"))),
        (#"{"mass":""}"#, ColumnValue("mass", .null)), (#"{"mass":".5"}"#, ColumnValue("mass", .text(".5"))),
        (#"{"thrust":null}"#, ColumnValue("thrust", .null)), (#"{"isManned":null}"#, ColumnValue("isManned", .null)),
        (#"{"built":"2026-03-09"}"#, ColumnValue("built", .text("2026-03-09"))), (#"{"built":null}"#, ColumnValue("built", .null)),
        (#"{"rating":"RATING_1"}"#, ColumnValue("rating", .text("RATING_1"))), (#"{"tags":null}"#, ColumnValue("tags", .null)),
        (#"{"tags":["B","A"]}"#, ColumnValue("tags", .textArray(["B", "A"]))),
        (#"{"crew":"Ada"}"#, ColumnValue("crew", .textArray(["Ada"]))),
        (#"{"crew":[]}"#, ColumnValue("crew", .null)), (#"{"plan":"[1]"}"#, ColumnValue("plan", .text("[1]"))),
        (#"{"plan":[]}"#, ColumnValue("plan", .null)), (#"{"position":-1.5}"#, ColumnValue("position", .text("-1.5"))),
        (#"{"position":"first"}"#, ColumnValue("position", .firstPosition)),
        (#"{"isManned":false}"#, ColumnValue("isManned", .bool(false))),
        (#"{"launch":"2026-03-09"}"#, ColumnValue("launch", .text("2026-03-09T00:00:00.000Z"))),
        (#"{"launch":"2026-03-09T08:15:30.25+02:00"}"#, ColumnValue("launch", .text("2026-03-09T08:15:30.250+02:00"))),
        (#"{"launch":"2026-03-09 08:15"}"#, ColumnValue("launch", .text("2026-03-09T08:15:00.000Z"))),
        (#"{"stage":"OLD"}"#, ColumnValue("stage", .text("OLD"))), (#"{"stage":null}"#, ColumnValue("stage", .standard)),
        (#"{"tags":"A"}"#, ColumnValue("tags", .textArray(["A"]))), (#"{"tags":[]}"#, ColumnValue("tags", .null)),
        (#"{"crew":["Ada","Bo"]}"#, ColumnValue("crew", .textArray(["Ada", "Bo"]))), (#"{"plan":{}}"#, ColumnValue("plan", .null)),
        (#"{"plan":{"a":[1.0]}}"#, ColumnValue("plan", .text(#"{"a":[1.0]}"#))),
        (#"{"ownerId":null}"#, ColumnValue("ownerId", .null)),
        (#"{"owner":{"disconnect":true}}"#, ColumnValue("ownerId", .null)),
        (#"{"position":"last"}"#, ColumnValue("position", .lastPosition)),
    ])
    func valueBecomesAColumn(json: String, value: ColumnValue) throws {
        #expect(try values(json) == [value])
    }

    @Test(arguments: [
        (#"{"speed":1}"#, #"Object rocket doesn't have any "speed" field."#),
        (#"{"label":1}"#, #"Invalid string value 1 for field "label""#),
        (#"{"thrust":"1"}"#, #"Invalid number value '1' for field "thrust""#),
        (#"{"thrust":1e999}"#, #"Invalid number value 1e999 for field "thrust""#),
        (#"{"mass":"1 kg"}"#, #"Invalid number value '1 kg' for field "mass""#),
        (#"{"mass":"Infinity"}"#, #"Invalid number value 'Infinity' for field "mass""#),
        (#"{"position":"middle"}"#, #"Invalid number value 'middle' for field "position""#),
        (#"{"rating":"5"}"#, #"Invalid value "5" for field "rating". Valid values are: RATING_1, RATING_2"#),
        (#"{"tags":["A","C"]}"#, #"Invalid value "C" for field "tags". Valid values are: A, B"#),
        (#"{"tags":[1]}"#, #"Invalid multi-select value [1] for field "tags""#),
        (#"{"crew":["Ada",null]}"#, #"Invalid array value ["Ada",null] for field "crew""#),
        (#"{"plan":"x"}"#, #"Invalid JSON value 'x' for field "plan""#),
        (#"{"plan":1}"#, #"Invalid JSON value 1 for field "plan""#),
        (#"{"built":"2026-02-30"}"#, #"Invalid date value '2026-02-30' for field "built". Expected format: YYYY-MM-DD"#),
        (#"{"launch":1767225600}"#, #"Invalid date-time value 1767225600 for field "launch""#),
        (#"{"home":{"addressLat":"north"}}"#, #"Invalid number value 'north' for field "home""#),
        (#"{"price":{"amount":1}}"#, #"Invalid subfield amount for CURRENCY field "price""#),
        (#"{"emails":"a@b.de"}"#, #"Invalid EMAILS value 'a@b.de' for field "emails""#),
        (#"{"site":{"url":"a.b"}}"#, #"Invalid subfield url for LINKS field "site""#),
        (#"{"createdBy":{"source":"GHOST"}}"#, #"Invalid value "GHOST" for field "createdBy.source""#),
        (#"{"manual":[{"fileId":"c232ab00-9414-11ec-b3c8-9f6bdeced846","label":"a"}]}"#, "Invalid files value"),
        (#"{"mass":"0x1"}"#, #"Invalid number value '0x1' for field "mass""#),
        (#"{"isManned":"true"}"#, #"Invalid boolean value 'true' for field "isManned""#),
        (#"{"stage":"GONE"}"#, #"Invalid value "GONE" for field "stage". Valid values are: NEW, OLD"#),
        (#"{"ownerId":""}"#, #"Invalid UUID value '' for field "ownerId""#),
        (#"{"serial":null}"#, "Field serial is not nullable and has no default value."),
        (#"{"flights":[]}"#, "One-to-many relation flights field does not support write operations."),
        (#"{"owner":"x"}"#, #"Relation "owner" requires connect or disconnect operation"#),
        (#"{"owner":{"disconnect":true},"ownerId":null}"#, #"Relation "owner" requires connect or disconnect operation"#),
        (#"{"name":{"middle":"x"}}"#, #"Invalid subfield middle for FULL_NAME field "name""#),
        (#"{"searchVector":"x"}"#, #"Field "searchVector" cannot be written"#),
        (#"{"id":"9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21"}"#, #"Field "id" cannot be written"#),
        (#"{"manual":[{"fileId":"9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21","label":"a","url":"b"}]}"#, "Invalid files value"),
        (#"{"launch":"tomorrow"}"#, #"Invalid date-time value 'tomorrow' for field "launch""#),
    ])
    func wrongValueIsNamed(json: String, message: String) {
        let error = #expect(throws: CRMError.self) { try values(json) }
        #expect(error?.message.hasPrefix(message) == true)
        #expect(error?.exception == "BadRequestException")
    }

    @Test func creationBeginsAtTheFirstPosition() throws {
        #expect(try values("{}", .create) == [ColumnValue("position", .firstPosition)])
    }

    @Test func creationMayNameItsOwnID() throws {
        let id = "9F2B1C54-0C3E-4A57-9D5E-0B3E8A1C7D21"
        let uuid = try #require(UUID(canonical: id))
        #expect(try values(#"{"id":"\#(id)","position":1}"#, .create).first == ColumnValue("id", .uuid(uuid)))
    }

    @Test(arguments: ["00000000-0000-0000-0000-000000000000", "0190163d-8694-739b-aea5-966c26f8ad91", "x", ""])
    func idOfAnotherKindIsRefused(id: String) {
        let error = #expect(throws: CRMError.self) { try values(#"{"id":"\#(id)"}"#, .create) }
        #expect(error?.message == "'\(id)' is not a valid UUID")
    }

    @Test func hostSaysWhoUpdatesAndWhen() throws {
        #expect(try values(#"{"updatedAt":"2020-01-01","updatedBy":{"name":"Mallory"}}"#).isEmpty)
    }

    @Test func keyOrderDoesNotChangeTheStatement() throws {
        #expect(try values(#"{"thrust":1,"label":"a"}"#).map(\.column) == values(#"{"label":"b","thrust":2}"#).map(\.column))
    }

    @Test func sourceWithoutANameIsFilledInWithTheCaller() throws {
        let columns = try values(#"{"createdBy":{"source":"EMAIL"},"position":1}"#, .create)
        #expect(
            columns == [
                ColumnValue("position", .text("1")), ColumnValue("createdBySource", .text("EMAIL")),
                ColumnValue("createdByWorkspaceMemberId", .actorID), ColumnValue("createdByName", .actorName),
            ])
    }
}
