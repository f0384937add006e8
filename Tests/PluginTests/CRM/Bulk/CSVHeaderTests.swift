import Contracts
import Testing

@testable import CRMPlugin

@Suite struct CSVHeaderTests {
    private static func records(_ text: String, clears: Bool = false) throws -> [Result<JSONObject, RowFault>] {
        var rows = ImportRows(.csv, of: .sample, permissions: Permissions(role: .member), clears: clears)
        return try (rows.read(Array(text.utf8)) + rows.finish()).map(\.content)
    }

    @Test func cellsBecomeTheValuesOfTheirFields() throws {
        let records = try Self.records(
            """
            label,name.firstName,name.lastName,thrust,isManned,tags,launch,ownerId,price.amountMicros
            A,Grace,Hopper,1.5,TRUE,"[""A""]",2026-01-02T03:04:05Z,8d3f9a0e-6f0a-4f3e-9d4b-0c1d2e3f4a5b,12

            """)
        let expected: JSONValue = [
            "label": "A", "name": ["firstName": "Grace", "lastName": "Hopper"], "thrust": .number(JSONNumber(1.5)!),
            "isManned": true,
            "tags": ["A"], "launch": "2026-01-02T03:04:05Z", "ownerId": "8d3f9a0e-6f0a-4f3e-9d4b-0c1d2e3f4a5b",
            "price": ["amountMicros": 12],
        ]
        #expect(try records.map { JSONValue.object(try $0.get()) } == [expected])
    }

    @Test func anEmptyCellIsNoValueAndAQuotedOneClearsWhenItMay() throws {
        let text = "label,serial,name.firstName\n,\"\",\n"
        #expect(try Self.records(text).map { try $0.get() } == [JSONObject()])
        #expect(try Self.records(text, clears: true).map { try $0.get() } == [JSONObject([JSONMember("serial", .null)])])
    }

    @Test(arguments: [
        ("nothing", "is no field of rockets"), ("label,label", "comes twice"),
        ("name", "must be one of name.firstName, name.lastName"),
        ("name.middle", "must be one of name.firstName, name.lastName"), ("owner", "must be written as ownerId"),
        ("label.x", "must be written as label"), ("flights", "cannot be written"), ("searchVector", "cannot be written"),
        ("label,", "is no field of rockets"),
    ])
    func aColumnThatCannotBeImportedRefusesTheWhole(header: String, message: String) {
        #expect(throws: BulkError.self) { try Self.records(header + "\nx\n") }
        do {
            _ = try Self.records(header + "\nx\n")
        } catch BulkError.invalidHeader(let faults) {
            #expect(faults.map(\.message) == [message])
        } catch {
            Issue.record(error)
        }
    }

    @Test func noHeaderIsAFault() { #expect(throws: BulkError.missingHeader) { try Self.records("\n\n") } }

    @Test(arguments: [
        ("a\n", RowFault("The row has 1 cells, the header 2.")), ("a,b,c\n", RowFault("The row has 3 cells, the header 2.")),
        ("a,\u{0}\n", RowFault(field: "serial", "The cell is not valid UTF-8, or holds a NUL.")),
    ])
    func aRowThatDoesNotFitIsToldAlone(row: String, fault: RowFault) throws {
        let records = try Self.records("label,serial\n" + row + "x,y\n")
        #expect(records.count == 2)
        #expect(throws: fault) { try records[0].get() }
    }
}
