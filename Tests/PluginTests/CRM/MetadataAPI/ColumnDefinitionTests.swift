import Contracts
import FoundationEssentials
import Testing

@testable import CRMPlugin

/// What of a request reaches SQL: checked names, quoted again, and constants.
@Suite struct ColumnDefinitionTests {
    private func field(_ type: FieldType, _ preset: JSONValue? = nil, isNullable: Bool = true) -> FieldModel {
        FieldModel(
            id: UUID(), objectID: UUID(), name: "thing", type: type, label: "Thing", isNullable: isNullable, defaultValue: preset,
            options: [FieldOption(id: UUID(), value: "A", label: "A", color: "", position: 0)])
    }

    private func columns(_ field: FieldModel) -> [String] { field.columns(of: "_rocket").map { $0.sql(in: "w\"s") } }

    @Test func everythingIsQuoted() {
        #expect(columns(field(.text, "'it's'")) == [#""thing" text DEFAULT 'it''s'"#])
        #expect(columns(field(.select, "'A'")) == [#""thing" "w""s"."_rocket_thing_enum" DEFAULT 'A'"#])
        #expect(columns(field(.array, ["'a\"b'", "'c,d'"])) == [#""thing" text[] DEFAULT '{"a\"b","c,d"}'"#])
        #expect(columns(field(.rawJSON, ["a": "b'c"])) == [#""thing" jsonb DEFAULT '{"a":"b''c"}'"#])
        #expect(columns(field(.number, 7)) == [#""thing" double precision DEFAULT '7'"#])
    }

    @Test func onlyItsOwnFunctionsAreCalled() {
        #expect(columns(field(.uuid, "uuid")) == [#""thing" uuid DEFAULT public.uuid_generate_v4()"#])
        #expect(columns(field(.dateTime, "now")) == [#""thing" timestamptz DEFAULT now()"#])
        #expect(columns(field(.text, "now")) == [#""thing" text DEFAULT 'now'"#])
    }

    @Test func ofACompositeOnlyTheRequiredPartsAreNotNull() {
        let columns = field(.actor, isNullable: false).columns(of: "_rocket")
        #expect(columns.filter(\.isRequired).map(\.name) == ["thingSource", "thingName"])
        #expect(field(.fullName, isNullable: false).columns(of: "_rocket").allSatisfy { !$0.isRequired })
    }

    @Test(
        arguments: [
            (.text, "plain", "'plain'"), (.text, "'quoted'", "'quoted'"),
            (.select, "A", "'A'"), (.currency, ["currencyCode": "EUR"], ["currencyCode": "'EUR'"]),
        ] as [(FieldType, JSONValue, JSONValue)])
    func defaultsAreKeptAsTwentyWritesThem(type: FieldType, given: JSONValue, kept: JSONValue) throws {
        #expect(try field(type).checkedDefault(given) == kept)
    }

    @Test(
        arguments: [
            (.number, "1"), (.boolean, "true"), (.select, "'B'"), (.currency, ["foo": 1]),
            (.fullName, "Ada"), (.files, []), (.array, [1]), (.dateTime, 7),
        ] as [(FieldType, JSONValue)])
    func defaultsOfAnotherKindAreRefused(type: FieldType, given: JSONValue) {
        #expect(throws: MetadataFault.invalidDefault(field: "thing", type)) { try field(type).checkedDefault(given) }
    }
}
