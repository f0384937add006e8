import Contracts
import TestSupport
import Testing

/// Groups of records and what is told of them.
@Suite struct GroupByTests {
    static func group(_ call: RecordCaller, _ objects: String, _ parameters: [String: String], prefix: String = "/rest")
        async throws
        -> ProductAPI.Reply
    {
        let query = parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\(RecordCaller.escaped($0.value))" }
        return try await call("GET", "\(prefix)/\(objects)/groupBy?\(query.joined(separator: "&"))")
    }

    private static func groups(_ objects: String, _ parameters: [String: String]) async throws -> JSONValue {
        try await group(RecordCaller.shared, objects, parameters).json
    }

    @Test(arguments: RecordCaller.prefixes)
    func aGroupHasItsAggregatesThenItsValues(prefix: String) async throws {
        let reply = try await Self.group(
            RecordCaller.shared, "opportunities",
            [
                "group_by": #"[{"stage":true}]"#, "aggregate": #"["totalCount","maxAmountAmountMicros"]"#,
                "order_by": #"[{"stage":"AscNullsFirst"}]"#, "limit": "2",
            ], prefix: prefix)
        #expect(reply.status == 200)
        #expect(reply.headers["content-type"] == "application/json; charset=utf-8")
        #expect(
            reply.text == #"[{"totalCount":"2","maxAmountAmountMicros":"50000000000","groupByDimensionValues":["NEW"]},"#
                + #"{"totalCount":"1","maxAmountAmountMicros":"75000000000","groupByDimensionValues":["SCREENING"]}]"#)
    }

    /// A dimension of opportunities or companies, and the values of the groups in their order.
    static let dimensions: [(objects: String, groupBy: String, values: JSONValue)] = [
        ("opportunities", #"{"stage":true}"#, ["NEW", "SCREENING", "MEETING", "PROPOSAL", "CUSTOMER"]),
        ("opportunities", #"{"amount":{"currencyCode":true}}"#, ["USD"]),
        (
            "opportunities", #"{"amount":{"amountMicros":true}}"#,
            ["30000000000", "45000000000", "50000000000", "60000000000", "75000000000", "100000000000"]
        ),
        ("opportunities", #"{"company":{"name":true}}"#, ["Airbnb", "Anthropic", "Figma", "Notion", "Stripe"]),
        ("opportunities", #"{"company":{"address":{"addressCity":true}}}"#, ["San Francisco", "South San Francisco"]),
        ("companies", #"{"address":{"addressCity":true}}"#, ["San Francisco", "South San Francisco"]),
        ("companies", #"{"annualRevenue":{"currencyCode":true}}"#, [nil]),
        ("people", #"{"jobTitle":true}"#, [nil]),
        ("people", #"{"name":{"firstName":true}}"#, ["Brian", "Dario", "Dylan", "Ivan", "Patrick"]),
        ("people", #"{"phones":{"primaryPhoneCallingCode":true}}"#, ["+1"]),
        ("workspaceMembers", #"{"calendarStartDay":true}"#, [7]),
    ]

    @Test(arguments: dimensions.indices)
    func recordsAreGroupedByWhatTheyHaveInCommon(index: Int) async throws {
        let (objects, groupBy, values) = Self.dimensions[index]
        let order = groupBy.replacing(":true", with: #":"AscNullsFirst""#)
        let groups = try await Self.groups(objects, ["group_by": "[\(groupBy)]", "order_by": "[\(order)]"])
        #expect(groups == .array(values.elements.map { ["groupByDimensionValues": [$0]] }))
    }

    @Test func recordsAreGroupedByARelationsJoinColumn() async throws {
        let call = try await RecordCaller.shared
        let stripe = try await call("GET", "/rest/companies").json["data"]["companies"].elements.first { $0["name"] == "Stripe" }
        let groups = try await Self.groups(
            "opportunities",
            [
                "group_by": #"[{"companyId":true}]"#, "aggregate": #"["totalCount"]"#, "limit": "1",
                "order_by": #"[{"aggregate":{"totalCount":"DescNullsLast"}}]"#,
            ])
        #expect(groups == [["totalCount": "2", "groupByDimensionValues": [stripe?["id"] ?? nil]]])
    }

    @Test func severalDimensionsAreToldInTheirOrder() async throws {
        let groups = try await Self.groups(
            "opportunities",
            [
                "group_by": #"[{"company":{"name":true}},{"stage":true}]"#, "aggregate": #"["totalCount"]"#,
                "order_by": #"[{"company":{"name":"DescNullsLast"}},{"stage":"DescNullsLast"}]"#, "limit": "2",
            ])
        let values = groups.elements.map { $0["groupByDimensionValues"] }
        #expect(values == [["Stripe", "PROPOSAL"], ["Stripe", "SCREENING"]])
    }

    @Test func aFilterSaysWhichRecordsAreGrouped() async throws {
        let parameters = ["group_by": #"[{"stage":true}]"#, "aggregate": #"["totalCount"]"#]
        let some = try await Self.groups(
            "opportunities", parameters.merging(["filter": "company.name[eq]:Stripe,stage[eq]:PROPOSAL"]) { $1 })
        #expect(some == [["totalCount": "1", "groupByDimensionValues": ["PROPOSAL"]]])
        let none = try await Self.groups("opportunities", parameters.merging(["filter": "name[eq]:Nothing"]) { $1 })
        #expect(none == [])
    }

    @Test func deletedRecordsAreGroupedWhenTheFilterSpeaksOfThem() async throws {
        let call = try await RecordCaller.fresh()
        let person = try await call.ids("people")[0]
        _ = try await call("DELETE", "/rest/people/\(person)?soft_delete=true")
        let parameters = ["group_by": #"[{"jobTitle":true}]"#, "aggregate": #"["totalCount"]"#]
        let live = try await Self.group(call, "people", parameters).json
        #expect(live == [["totalCount": "4", "groupByDimensionValues": [nil]]])
        let filter = ["filter": "deletedAt[is]:NOT_NULL"]
        let deleted = try await Self.group(call, "people", parameters.merging(filter) { $1 }).json
        #expect(deleted == [["totalCount": "1", "groupByDimensionValues": [nil]]])
    }

    @Test(arguments: [("", 6), ("2", 2), ("0", 0), ("1000", 6)])
    func theLimitCountsGroups(limit: String, count: Int) async throws {
        let groups = try await Self.groups(
            "opportunities", ["group_by": #"[{"name":true}]"#, "limit": limit])
        #expect(groups.elements.count == count)
    }

    @Test func thereAreFiftyGroupsAtFirst() async throws {
        let call = try await RecordCaller.fresh()
        for number in 0..<55 { _ = try await call.create("people", ["jobTitle": .string("Job \(number)")]) }
        let groups = try await Self.group(call, "people", ["group_by": #"[{"jobTitle":true}]"#]).json
        #expect(groups.elements.count == 50)
    }
}
