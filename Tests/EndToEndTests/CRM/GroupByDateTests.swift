import Contracts
import TestSupport
import Testing

/// Records grouped by periods of the calendar.
@Suite struct GroupByDateTests {
    /// An instant of an event, what it is grouped by, and the value of its group.
    static let instants: [(instant: String, options: String, value: JSONValue)] = [
        ("2026-03-09T23:30:00Z", #""granularity":"DAY","timeZone":"UTC""#, "2026-03-09"),
        ("2026-03-09T23:30:00Z", #""granularity":"DAY","timeZone":"Europe/Paris""#, "2026-03-10"),
        ("2026-03-09T23:30:00Z", #""granularity":"DAY","timeZone":"America/New_York""#, "2026-03-09"),
        ("2026-03-29T00:30:00Z", #""granularity":"DAY","timeZone":"Europe/Paris""#, "2026-03-29"),
        ("2026-03-11T12:00:00Z", #""granularity":"WEEK","timeZone":"UTC""#, "2026-03-09"),
        ("2026-03-11T12:00:00Z", #""granularity":"WEEK","timeZone":"UTC","weekStartDay":"MONDAY""#, "2026-03-09"),
        ("2026-03-11T12:00:00Z", #""granularity":"WEEK","timeZone":"UTC","weekStartDay":"SUNDAY""#, "2026-03-08"),
        ("2026-03-11T12:00:00Z", #""granularity":"WEEK","timeZone":"UTC","weekStartDay":"SATURDAY""#, "2026-03-07"),
        ("2026-03-08T12:00:00Z", #""granularity":"WEEK","timeZone":"UTC","weekStartDay":"SUNDAY""#, "2026-03-08"),
        ("2026-03-31T23:30:00Z", #""granularity":"MONTH","timeZone":"Europe/Paris""#, "2026-04-01"),
        ("2026-03-31T23:30:00Z", #""granularity":"QUARTER","timeZone":"UTC""#, "2026-01-01"),
        ("2026-12-31T23:30:00Z", #""granularity":"YEAR","timeZone":"Asia/Tokyo""#, "2027-01-01"),
        ("2026-03-11T12:00:00Z", #""granularity":"DAY_OF_THE_WEEK""#, "Wednesday"),
        ("2026-03-15T12:00:00Z", #""granularity":"DAY_OF_THE_WEEK","timeZone":"UTC""#, "Sunday"),
        ("2026-01-31T23:30:00Z", #""granularity":"MONTH_OF_THE_YEAR""#, "January"),
        ("2026-03-31T12:00:00Z", #""granularity":"QUARTER_OF_THE_YEAR""#, "Q1"),
        ("2026-03-11T12:00:00.250Z", #""granularity":"NONE""#, "2026-03-11T12:00:00.250Z"),
    ]

    @Test(arguments: instants.indices)
    func anInstantBelongsToAPeriod(index: Int) async throws {
        let (instant, options, value) = Self.instants[index]
        let call = try await RecordCaller.fresh()
        _ = try await call.create("calendarEvents", ["startsAt": .string(instant)])
        let reply = try await GroupByTests.group(call, "calendarEvents", ["group_by": "[{\"startsAt\":{\(options)}}]"])
        #expect(reply.json == [["groupByDimensionValues": [value]]])
    }

    @Test(arguments: [
        ("DAY_OF_THE_WEEK", ["Monday", "Wednesday", "Friday"]), ("MONTH_OF_THE_YEAR", ["January", "April", "August"]),
        ("QUARTER_OF_THE_YEAR", ["Q1", "Q2", "Q3"]),
    ])
    func namesAreOrderedAsInTheCalendar(granularity: String, names: [String]) async throws {
        let call = try await RecordCaller.fresh()
        // A Friday, a Monday and a Wednesday.
        for day in ["2026-08-14", "2026-01-12", "2026-04-15"] {
            _ = try await call.create("calendarEvents", ["startsAt": .string(day + "T12:00:00Z")])
        }
        for (direction, expected) in [("AscNullsLast", names), ("DescNullsLast", names.reversed())] {
            let reply = try await GroupByTests.group(
                call, "calendarEvents",
                [
                    "group_by": "[{\"startsAt\":{\"granularity\":\"\(granularity)\"}}]",
                    "order_by": "[{\"startsAt\":{\"orderBy\":\"\(direction)\",\"granularity\":\"\(granularity)\"}}]",
                ])
            #expect(reply.json.elements.map { $0["groupByDimensionValues"][0].string } == expected)
        }
    }

    @Test func aFieldIsGroupedByTwiceAndOrderedByEither() async throws {
        let call = try await RecordCaller.fresh()
        for day in ["2026-01-12", "2025-04-15"] {
            _ = try await call.create("calendarEvents", ["startsAt": .string(day + "T12:00:00Z")])
        }
        let parameters = [
            "group_by": #"[{"startsAt":{"granularity":"YEAR","timeZone":"UTC"}},{"startsAt":{"granularity":"MONTH_OF_THE_YEAR"}}]"#,
            "order_by": #"[{"startsAt":{"granularity":"MONTH_OF_THE_YEAR","orderBy":"DescNullsLast"}}]"#,
        ]
        let reply = try await GroupByTests.group(call, "calendarEvents", parameters)
        #expect(
            reply.json.elements.map { $0["groupByDimensionValues"] } == [["2025-01-01", "April"], ["2026-01-01", "January"]])
    }

    @Test func everyRecordWasMadeToday() async throws {
        for field in ["createdAt", "updatedAt"] {
            let reply = try await GroupByTests.group(
                RecordCaller.fresh(), "people",
                [
                    "group_by": "[{\"\(field)\":{\"granularity\":\"YEAR\",\"timeZone\":\"UTC\"}}]", "aggregate": #"["totalCount"]"#,
                ])
            #expect(reply.json.elements.map { $0["totalCount"] } == ["5"])
        }
    }
}
