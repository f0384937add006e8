import Contracts
import FoundationEssentials
import Testing

@testable import CRMPlugin

@Suite struct FilterValueTests {
    private func coerce(_ text: String, _ field: String, part: String? = nil) throws -> SQLValue {
        let field = try #require(ObjectDescription.sample.field(named: field))
        let column = try #require(field.columns.first { part == nil || $0.subField?.name == part })
        return try FilterValue.coerce(text, for: column, of: field)
    }

    @Test(arguments: [
        ("label", "", SQLValue.text("")), ("label", "x'y", .text("x'y")), ("thrust", "12.5", .text("12.5")),
        ("thrust", " 12abc", .text("12")), ("mass", "-.5e3x", .text("-.5e3")),
        ("mass", "90071992547409931", .text("90071992547409931")),
        ("position", "+1e", .text("+1")), ("isManned", "true", .bool(true)), ("isManned", "false", .bool(false)),
        ("launch", "2026-03-09T08:15:30.1234Z", .text("2026-03-09T08:15:30.123Z")), ("built", "03/09/2026", .text("2026-03-09")),
        ("built", "2026-03-09T23:00:00-05:00", .text("2026-03-09")), ("stage", "GONE", .text("GONE")), ("tags", "A", .text("A")),
        ("plan", "%x%", .text("%x%")),
    ])
    func textBecomesWhatTheColumnHolds(field: String, text: String, value: SQLValue) throws {
        #expect(try coerce(text, field) == value)
    }

    @Test func partOfACompositeIsReadAsThatPart() throws {
        let id = "9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21"
        #expect(try coerce(id, "createdBy", part: "workspaceMemberId") == .uuid(try #require(UUID(canonical: id))))
        #expect(try coerce("1.50", "price", part: "amountMicros") == .text("1.50"))
        #expect(try coerce("EUR", "price", part: "currencyCode") == .text("EUR"))
        #expect(try coerce("API", "createdBy", part: "source") == .text("API"))
    }

    @Test(arguments: [
        ("thrust", "abc", #"Invalid number value NaN for field "thrust""#),
        ("position", "", #"Invalid number value NaN for field "position""#),
        ("mass", "-", #"Invalid number value NaN for field "mass""#), ("mass", ".", #"Invalid number value NaN for field "mass""#),
        ("thrust", "1e999", #"Invalid number value Infinity for field "thrust""#),
        ("thrust", "-Infinity", #"Invalid number value -Infinity for field "thrust""#),
        ("isManned", "TRUE", #"Invalid boolean value 'TRUE' for field "isManned""#),
        ("isManned", "1", #"Invalid boolean value '1' for field "isManned""#),
        ("id", "x", #"Invalid UUID value 'x' for field "id""#),
        (
            "owner", "00000000-0000-0000-0000-000000000000",
            "Invalid UUID value '00000000-0000-0000-0000-000000000000' for field \"ownerId\""
        ),
        ("launch", "soon", #"Invalid date-time value 'soon' for field "launch". Expected format: YYYY-MM-DDTHH:mm:ssZ"#),
        ("built", "2026-02-30", #"Invalid date value '2026-02-30' for field "built". Expected format: YYYY-MM-DD"#),
    ])
    func wrongTextIsNamedWithItsField(field: String, text: String, message: String) {
        let error = #expect(throws: CRMError.self) { try coerce(text, field) }
        #expect(error?.message == message)
        #expect(error?.exception == "BadRequestException")
    }
}
