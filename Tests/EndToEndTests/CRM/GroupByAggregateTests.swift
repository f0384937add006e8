import Contracts
import TestSupport
import Testing

/// Every aggregate, under its name and in the spelling of its type.
@Suite struct GroupByAggregateTests {
    static let ofOpportunities: [(name: String, value: JSONValue)] = [
        ("totalCount", "6"), ("countUniqueValuesStage", "5"), ("countEmptyStage", "0"), ("countNotEmptyStage", "6"),
        ("percentageEmptyStage", "0.00000000000000000000"), ("percentageNotEmptyStage", "1.00000000000000000000"),
        ("countUniqueValuesAmount", "6"), ("countEmptyAmount", "0"), ("countNotEmptyAmount", "6"),
        ("minAmountAmountMicros", "30000000000"), ("maxAmountAmountMicros", "100000000000"),
        ("sumAmountAmountMicros", "360000000000"), ("avgAmountAmountMicros", "60000000000.00000000"),
        ("countUniqueValuesId", "6"), ("countEmptyDeletedAt", "6"), ("minDeletedAt", nil), ("countUniqueValuesCreatedBy", "1"),
    ]

    @Test(arguments: ofOpportunities.indices)
    func itIsToldOfOpportunities(index: Int) async throws {
        let (name, value) = Self.ofOpportunities[index]
        let reply = try await GroupByTests.group(
            RecordCaller.shared, "opportunities",
            ["group_by": #"[{"amount":{"currencyCode":true}}]"#, "aggregate": "[\"\(name)\"]"])
        #expect(reply.json[0].memberNames == [name, "groupByDimensionValues"])
        #expect(reply.json[0][name] == value)
    }

    @Test func numbersBooleansAndDatesHaveTheirOwn() async throws {
        let call = try await RecordCaller.fresh()
        for (text, flag) in [("2026-03-09T08:15:30.250Z", true), ("2026-03-10T08:15:30Z", false), ("2026-03-11T08:15:30Z", false)] {
            _ = try await call.create(
                "calendarEvents", ["startsAt": .string(text), "isFullDay": .bool(flag), "title": .string(flag ? "" : "Tea")])
        }
        let names = [
            "minStartsAt", "maxStartsAt", "countTrueIsFullDay", "countFalseIsFullDay", "countEmptyTitle", "countUniqueValuesTitle",
        ]
        let reply = try await GroupByTests.group(
            call, "calendarEvents",
            ["group_by": #"[{"isCanceled":true}]"#, "aggregate": "[\(names.map { "\"\($0)\"" }.joined(separator: ","))]"])
        #expect(
            reply.text
                == #"[{"minStartsAt":"2026-03-09T08:15:30.250Z","maxStartsAt":"2026-03-11T08:15:30.000Z","countTrueIsFullDay":"1","#
                + #""countFalseIsFullDay":"2","countEmptyTitle":"1","countUniqueValuesTitle":"1","groupByDimensionValues":[false]}]"#
        )
    }

    @Test(arguments: [("min", "7"), ("max", "7"), ("avg", "7"), ("sum", "7")])
    func doublesAreNumbers(operation: String, value: String) async throws {
        let reply = try await GroupByTests.group(
            RecordCaller.shared, "workspaceMembers",
            ["group_by": #"[{"locale":true}]"#, "aggregate": "[\"\(operation)CalendarStartDay\"]"])
        #expect(reply.text == "[{\"\(operation)CalendarStartDay\":\(value),\"groupByDimensionValues\":[\"en\"]}]")
    }

    @Test func anAggregateIsToldOnce() async throws {
        let reply = try await GroupByTests.group(
            RecordCaller.shared, "people", ["group_by": #"[{"jobTitle":true}]"#, "aggregate": #"["totalCount","totalCount"]"#])
        #expect(reply.text == #"[{"totalCount":"5","groupByDimensionValues":[null]}]"#)
    }

    @Test(arguments: ["AscNullsFirst", "AscNullsLast", "DescNullsFirst", "DescNullsLast"])
    func groupsAreOrderedByAnAggregate(direction: String) async throws {
        let reply = try await GroupByTests.group(
            RecordCaller.shared, "opportunities",
            [
                "group_by": #"[{"stage":true}]"#, "order_by": "[{\"aggregate\":{\"sumAmountAmountMicros\":\"\(direction)\"}}]",
            ])
        let stages = ["MEETING", "PROPOSAL", "SCREENING", "NEW", "CUSTOMER"].map { JSONValue.string($0) }
        let expected = direction.hasPrefix("Asc") ? stages : stages.reversed()
        #expect(reply.json.elements.map { $0["groupByDimensionValues"][0] } == expected)
    }
}
