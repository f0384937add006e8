import Contracts
import TestSupport
import Testing

/// Every aggregate of fields of every type: which there are, under which names, and in which spelling.
@Suite struct AggregateTypeTests {
    /// The aggregates of any field, and their values over two records with different values and one with none.
    private static let ofAll: [(operation: String, value: JSONValue)] = [
        ("countUniqueValues", "2"), ("countEmpty", "1"), ("countNotEmpty", "2"), ("percentageEmpty", "0.33333333333333333333"),
        ("percentageNotEmpty", "0.66666666666666666667"),
    ]

    /// The further ones of a type, and their values.
    private static let ofTypes: [String: [(name: String, value: JSONValue)]] = [
        "NUMBER": [("min", fraction(2.5)), ("max", 4), ("avg", fraction(3.25)), ("sum", fraction(6.5))],
        "BOOLEAN": [("countTrue", "1"), ("countFalse", "1")], "DATE": [("min", "2026-03-08"), ("max", "2026-11-23")],
        "DATE_TIME": [("min", "2026-03-08T23:30:00.000Z"), ("max", "2026-11-23T12:00:00.250Z")],
        "CURRENCY": [
            ("minAmountMicros", "1000000"), ("maxAmountMicros", "4000000"), ("sumAmountMicros", "5000000"),
            ("avgAmountMicros", "2500000.000000000000"),
        ],
    ]

    private static func fraction(_ value: Double) -> JSONValue { JSONNumber(value).map { .number($0) } ?? .null }

    /// All records are one group.
    private static func values(_ names: [String]) async throws -> ProductAPI.Reply {
        let list = names.map { "\"\($0)\"" }.joined(separator: ",")
        return try await ProbeFixture.shared.groups(["group_by": #"[{"name":true}]"#, "aggregate": "[\(list)]"])
    }

    private static func name(_ operation: String, _ field: String) -> String {
        let suffix = operation.hasSuffix("AmountMicros") ? "AmountMicros" : ""
        return operation.dropLast(suffix.count) + field.prefix(1).uppercased() + field.dropFirst() + suffix
    }

    @Test(arguments: ProbeFixture.fields.map { [$0.name, $0.type] })
    func aFieldHasTheAggregatesOfItsType(field: [String]) async throws {
        let isEmpty = field[1] == "FILES"
        let common = isEmpty ? ["0", "3", "0", "1.00000000000000000000", "0.00000000000000000000"] : Self.ofAll.map(\.value)
        let expected =
            zip(Self.ofAll, common).map { ($0.operation, $1) } + (Self.ofTypes[field[1]] ?? []).map { ($0.name, $0.value) }
        let names = expected.map { Self.name($0.0, field[0]) }
        let reply = try await Self.values(names)
        #expect(reply.status == 200)
        #expect(reply.json[0].memberNames == names + ["groupByDimensionValues"])
        for (name, (_, value)) in zip(names, expected) { #expect(reply.json[0][name] == value, "\(name)") }
    }

    @Test(arguments: ProbeFixture.fields.map { [$0.name, $0.type] })
    func aFieldHasNoOthers(field: [String]) async throws {
        let all = ["countTrue", "countFalse", "min", "max", "avg", "sum"]
        let operations = all + all.suffix(4).map { $0 + "AmountMicros" }
        let own = (Self.ofTypes[field[1]] ?? []).map(\.name)
        for operation in operations where !own.contains(operation) {
            let name = Self.name(operation, field[0])
            let message = "Unknown aggregate field(s): \(name)"
            #expect(try await Self.values([name]).text == RefusalTests.Refusal("GET", "", bad: message).answer)
        }
    }

    /// Whatever every record has can be counted as well; instants have a first and a last.
    @Test(arguments: [
        ("countUniqueValuesId", "3"), ("countNotEmptyCreatedAt", "3"), ("countEmptyDeletedAt", "3"), ("countEmptyName", "3"),
        ("countUniqueValuesPosition", "3"), ("countUniqueValuesCreatedBy", "1"), ("countNotEmptyUpdatedBy", "3"),
        ("percentageEmptyDeletedAt", "1.00000000000000000000"), ("totalCount", "3"),
    ])
    func systemFieldsAreCounted(name: String, value: String) async throws {
        #expect(try await Self.values([name]).json[0][name].string == value)
    }

    @Test func noRelationIsCounted() async throws {
        for name in ["countEmptyNoteTargets", "countUniqueValuesTaskTargets", "minAttachments"] {
            #expect(try await Self.values([name]).json["messages"] == [.string("Unknown aggregate field(s): \(name)")])
        }
    }
}
