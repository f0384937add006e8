import Contracts
import TestSupport
import Testing

/// Fields of every type as dimensions of groups, and every aggregate of them.
@Suite struct GroupByTypeTests {
    /// A dimension, and the values of the groups from the lowest; NULL comes last.
    static let dimensions: [(groupBy: String, values: JSONValue)] = [
        (#"{"text":true}"#, ["abc", "xyz", nil]), (#"{"number":true}"#, [JSONNumber(2.5).map { .number($0) } ?? nil, 4, nil]),
        (#"{"numeric":true}"#, ["2.5", "4", nil]), (#"{"flag":true}"#, [false, true, nil]),
        (#"{"uuid":true}"#, ["9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21", "9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d22", nil]),
        (#"{"day":true}"#, ["2026-03-08", "2026-11-23", nil]),
        (#"{"instant":true}"#, ["2026-03-08T23:30:00.000Z", "2026-11-23T12:00:00.250Z", nil]),
        (#"{"select":true}"#, ["LOW", "HIGH", nil]), (#"{"rating":true}"#, ["RATING_1", "RATING_5", nil]),
        (#"{"tags":true}"#, [["LOW"], ["LOW", "HIGH"], nil]), (#"{"list":true}"#, [["a"], ["a", "b"], nil]),
        (#"{"fullName":{"lastName":true}}"#, ["Byron", "Hopper", nil]),
        (#"{"emails":{"primaryEmail":true}}"#, ["a@example.com", "b@example.com", nil]),
        (#"{"phones":{"primaryPhoneCountryCode":true}}"#, ["FR", "US", nil]),
        (#"{"links":{"primaryLinkUrl":true}}"#, ["https://a.example", "https://b.example", nil]),
        (#"{"money":{"amountMicros":true}}"#, ["1000000", "4000000", nil]),
        (#"{"money":{"currencyCode":true}}"#, ["EUR", "USD", nil]),
        (#"{"address":{"addressCity":true}}"#, ["Ulm", "Zug", nil]), (#"{"richText":{"markdown":true}}"#, ["# A", "# B", nil]),
        (#"{"actor":{"source":true}}"#, ["EMAIL", "API", nil]), (#"{"actor":{"name":true}}"#, ["A", "B", nil]),
    ]

    @Test(arguments: dimensions.indices)
    func aFieldIsADimension(index: Int) async throws {
        let (groupBy, values) = Self.dimensions[index]
        let order = groupBy.replacing(":true", with: #":"AscNullsLast""#)
        let reply = try await ProbeFixture.shared.groups(["group_by": "[\(groupBy)]", "order_by": "[\(order)]"])
        #expect(reply.json == .array(values.elements.map { ["groupByDimensionValues": [$0]] }))
    }

    /// How the days 2026-03-08, a Sunday, and 2026-11-23, a Monday, are told; of the instants the first is a Monday in Tokyo.
    static let periods: [(options: String, values: JSONValue)] = [
        (#""granularity":"DAY""#, ["2026-03-08", "2026-11-23"]), (#""granularity":"WEEK""#, ["2026-03-02", "2026-11-23"]),
        (#""granularity":"WEEK","weekStartDay":"SUNDAY""#, ["2026-03-08", "2026-11-22"]),
        (#""granularity":"WEEK","weekStartDay":"SATURDAY""#, ["2026-03-07", "2026-11-21"]),
        (#""granularity":"MONTH""#, ["2026-03-01", "2026-11-01"]), (#""granularity":"QUARTER""#, ["2026-01-01", "2026-10-01"]),
        (#""granularity":"YEAR""#, ["2026-01-01"]), (#""granularity":"DAY_OF_THE_WEEK""#, ["Monday", "Sunday"]),
        (#""granularity":"MONTH_OF_THE_YEAR""#, ["March", "November"]), (#""granularity":"QUARTER_OF_THE_YEAR""#, ["Q1", "Q4"]),
        (#""granularity":"NONE""#, ["2026-03-08", "2026-11-23"]),
    ]

    @Test(arguments: periods.indices, ["", "UTC", "Asia/Tokyo"])
    func aDayBelongsToAPeriodWhateverTheTimeZone(index: Int, zone: String) async throws {
        let (options, values) = Self.periods[index]
        let zone = zone.isEmpty ? "" : #","timeZone":"\#(zone)""#
        let granularity = options.split(separator: ",")[0]
        let reply = try await ProbeFixture.shared.groups([
            "group_by": "[{\"day\":{\(options)\(zone)}}]", "filter": "day[is]:NOT_NULL",
            "order_by": "[{\"day\":{\"orderBy\":\"AscNullsLast\",\(granularity)}}]",
        ])
        #expect(reply.json == .array(values.elements.map { ["groupByDimensionValues": [$0]] }))
    }

    @Test(arguments: [("UTC", ["2026-03-08", "2026-11-23"]), ("Asia/Tokyo", ["2026-03-09", "2026-11-23"])])
    func anInstantBelongsToTheDayOfTheTimeZone(zone: String, days: [String]) async throws {
        let reply = try await ProbeFixture.shared.groups([
            "group_by": #"[{"instant":{"granularity":"DAY","timeZone":"\#(zone)"}}]"#, "filter": "instant[is]:NOT_NULL",
            "order_by": #"[{"instant":{"orderBy":"AscNullsLast","granularity":"DAY"}}]"#,
        ])
        #expect(reply.json.elements.map { $0["groupByDimensionValues"][0].string } == days)
    }

    @Test(arguments: [("tags", ["HIGH": "1", "LOW": "2"]), ("list", ["a": "2", "b": "1"])])
    func aListIsGroupedByItsElements(field: String, counts: [String: String]) async throws {
        let reply = try await ProbeFixture.shared.groups([
            "group_by": "[{\"\(field)\":{\"unnest\":true}}]", "aggregate": #"["totalCount"]"#,
        ])
        let found = reply.json.elements.map { ($0["groupByDimensionValues"][0].string, $0["totalCount"].string) }
        #expect(Dictionary(found, uniquingKeysWith: { first, _ in first }) == counts)
    }

    @Test(arguments: [
        (#"{"json":true}"#, "json"), (#"{"files":true}"#, "files"), (#"{"emails":{"additionalEmails":true}}"#, "emails"),
        (#"{"phones":{"additionalPhones":true}}"#, "phones"), (#"{"links":{"secondaryLinks":true}}"#, "links"),
        (#"{"actor":{"context":true}}"#, "actor"), (#"{"id":true}"#, "id"), (#"{"position":true}"#, "position"),
        (#"{"deletedAt":true}"#, "deletedAt"), (#"{"createdBy":{"source":true}}"#, "createdBy"),
        (#"{"updatedBy":{"name":true}}"#, "updatedBy"), (#"{"searchVector":true}"#, "searchVector"),
        (#"{"noteTargets":true}"#, "noteTargets"),
    ])
    func whatIsNoDimensionIsRefused(groupBy: String, field: String) async throws {
        let reply = try await ProbeFixture.shared.groups(["group_by": "[\(groupBy)]"])
        #expect(reply.text == RefusalTests.Refusal("GET", "", bad: "Field \"\(field)\" is not supported in groupBy").answer)
    }
}
