import Contracts
import TestSupport
import Testing

/// The records that are shown with a group.
@Suite struct GroupByRecordsTests {
    @Test func recordsReadAsTheyDoByThemselves() async throws {
        let call = try await RecordCaller.shared
        let all = try await call("GET", "/rest/opportunities").json["data"]["opportunities"].elements
        let groups = try await GroupByTests.group(
            call, "opportunities", ["group_by": #"[{"stage":true}]"#, "include_records_sample": "true"]
        ).json.elements
        #expect(groups.map(\.memberNames) == Array(repeating: ["groupByDimensionValues", "records"], count: 5))
        for group in groups {
            #expect(group["records"].elements == all.filter { $0["stage"] == group["groupByDimensionValues"][0] })
        }
    }

    @Test(arguments: ["false", "1", "TRUE", ""])
    func theyAreShownOnlyWhenAskedFor(value: String) async throws {
        let groups = try await GroupByTests.group(
            RecordCaller.shared, "people", ["group_by": #"[{"jobTitle":true}]"#, "include_records_sample": value])
        #expect(groups.json[0].memberNames == ["groupByDimensionValues"])
    }

    @Test func atMostTenAreShownWithEach() async throws {
        let call = try await RecordCaller.fresh()
        for _ in 0..<12 { _ = try await call.create("people", ["jobTitle": "Analyst"]) }
        let groups = try await GroupByTests.group(
            call, "people",
            [
                "group_by": #"[{"jobTitle":true}]"#, "include_records_sample": "true",
                "order_by": #"[{"jobTitle":"AscNullsLast"}]"#,
            ]
        ).json.elements
        #expect(groups.map { $0["records"].elements.count } == [10, 5])
    }

    @Test(arguments: [
        ("jobTitle", ["abbot", "Baker", "cook", "Dean"]), ("jobTitle[DescNullsLast]", ["Dean", "cook", "Baker", "abbot"]),
        ("position[AscNullsFirst]", ["cook", "Baker", "Dean", "abbot"]),
        ("avatarUrl,jobTitle[DescNullsLast]", ["Dean", "cook", "Baker", "abbot"]),
    ])
    func textsAreOrderedWithoutRegardToCase(order: String, titles: [String]) async throws {
        let call = try await RecordCaller.fresh()
        for (place, title) in ["cook", "Baker", "Dean", "abbot"].enumerated() {
            let company: JSONValue = ["avatarUrl": "same", "jobTitle": .string(title), "position": .integer(100 + place)]
            _ = try await call.create("people", company)
        }
        let groups = try await GroupByTests.group(
            call, "people",
            [
                "group_by": #"[{"avatarUrl":true}]"#, "filter": "avatarUrl[eq]:same", "include_records_sample": "true",
                "order_by_for_records": order,
            ])
        #expect(groups.json[0]["records"].elements.map { $0["jobTitle"].string } == titles)
    }

    @Test func aGroupOfNothingIsNotTheGroupOfTheWordNull() async throws {
        let call = try await RecordCaller.fresh()
        let person = try await call.create("people", ["jobTitle": "NULL"])
        let groups = try await GroupByTests.group(
            call, "people",
            [
                "group_by": #"[{"jobTitle":true}]"#, "include_records_sample": "true",
                "order_by": #"[{"jobTitle":"AscNullsLast"}]"#,
            ]
        ).json.elements
        #expect(groups.map { $0["groupByDimensionValues"] } == [["NULL"], [nil]])
        #expect(groups.first?["records"] == [person])
        #expect(groups.last?["records"].elements.count == 5)
    }

    @Test func groupsOfARelationAndAPeriodHaveTheirRecords() async throws {
        let groups = try await GroupByTests.group(
            RecordCaller.shared, "people",
            [
                "group_by": #"[{"company":{"name":true}},{"createdAt":{"granularity":"WEEK","timeZone":"Asia/Tokyo"}}]"#,
                "order_by": #"[{"company":{"name":"AscNullsLast"}}]"#, "include_records_sample": "true",
                "order_by_for_records": "company.name,name.lastName",
            ])
        let names = groups.json.elements.map { $0["records"].elements.map { $0["name"]["lastName"].string } }
        #expect(names == [["Chesky"], ["Amodei"], ["Field"], ["Zhao"], ["Collison"]])
    }
}
