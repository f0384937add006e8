import Contracts
import FoundationEssentials
import Testing

@testable import CRMPlugin

@Suite struct CursorTests {
    private static let id = "9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21"

    private func decode(_ text: String, order: String = "") throws -> [SQLValue?] {
        let ordering = order.isEmpty ? .byID : try QuerySample.ordering(order)
        return try Cursor(text, for: ordering.steps(for: QuerySample.rocket), of: QuerySample.rocket).values
    }

    private static func base64(_ json: String) -> String { Data(json.utf8).base64EncodedString() }

    private static var ownID: SQLValue? { UUID(canonical: id).map { .uuid($0) } }

    @Test func cursorIsTheBase64OfTheID() {
        #expect(Cursor.encode(Self.id) == Self.base64(#"{"id":"9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21"}"#))
    }

    @Test func cursorComesBack() throws { #expect(try decode(Cursor.encode(Self.id)) == [Self.ownID]) }

    @Test func cursorWithoutItsPaddingIsRead() throws {
        #expect(try decode(Cursor.encode(Self.id).replacing("=", with: "")) == [Self.ownID])
    }

    @Test(arguments: ["nonsense", "bm90IGpzb24=", "%%%", "WzFd", "é"])
    func whatIsNoCursorIsToldBack(text: String) {
        #expect(throws: CRMError.malformedCursor(text)) { try decode(text) }
    }

    @Test(arguments: [
        ("", #"{"id":"x"}"#), ("", #"{"id":1}"#), ("", #"{"id":null}"#), ("", "{}"), ("", #"{"position":1,"id":"\#(id)"}"#),
        ("position", #"{"position":"1","id":"\#(id)"}"#), ("position", #"{"position":null}"#), ("label", #"{"label":1}"#),
        ("name.lastName", #"{"name":"x"}"#), ("launch", #"{"launch":"soon"}"#), ("isManned", #"{"isManned":"t"}"#),
        ("label", #"{"thrust":1}"#), ("baseId", #"{"base":{}}"#),
    ])
    func cursorOfAnotherOrderIsRefused(order: String, json: String) {
        #expect(throws: CRMError.unsuitableCursor) { try decode(Self.base64(json), order: order) }
    }

    @Test func keyThatIsNoFieldIsNamed() {
        let error = #expect(throws: CRMError.self) { try decode(Self.base64(#"{"foo":1}"#)) }
        #expect(error?.message == "Field metadata not found for key: foo")
        #expect(error?.innerCode == "INVALID_CURSOR")
    }

    /// Each order with the row's values as PostgreSQL tells them, and the cursor of the row.
    @Test(arguments: [
        ("position", ["2.5"], #"{"position":2.5,"id":"\#(id)"}"#),
        ("label", ["a\"b"], #"{"label":"a\"b","id":"\#(id)"}"#),
        ("label", [nil], #"{"label":null,"id":"\#(id)"}"#),
        ("isManned", ["t"], #"{"isManned":true,"id":"\#(id)"}"#),
        ("launch", ["2026-03-09 08:15:30.250123+00"], #"{"launch":"2026-03-09T08:15:30.250Z","id":"\#(id)"}"#),
        (
            "name.lastName,thrust,name.firstName", ["D", "1", "J"],
            #"{"name":{"lastName":"D","firstName":"J"},"thrust":1,"id":"\#(id)"}"#
        ),
        ("base.place.addressCity", ["Rome"], #"{"base":{"place":{"addressCity":"Rome"}},"id":"\#(id)"}"#),
        ("tags", [#"["A","B"]"#], #"{"tags":["A","B"],"id":"\#(id)"}"#),
    ])
    func cursorHasTheKeysOfTheOrder(order: String, cells: [String?], json: String) throws {
        let steps = try QuerySample.ordering(order).steps(for: QuerySample.rocket)
        let rows = RowSet(MemoryRows(steps.map(\.path.name), [cells + [Self.id]]))
        #expect(Cursor.encode(rows[0], at: 0, for: steps) == Self.base64(json))
        #expect(try decode(Self.base64(json), order: order).count == steps.count)
    }
}
