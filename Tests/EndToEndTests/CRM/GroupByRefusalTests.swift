import Contracts
import TestSupport
import Testing

/// What groups cannot be made of.
@Suite struct GroupByRefusalTests {
    private static let example =
        #"'group_by' invalid. eg: group_by=[{"stage":true},{"createdAt":{"granularity":"MONTH","timeZone":"UTC"}}]"#
    private static let directions =
        "'order_by' direction 'Up' invalid. Allowed values are 'AscNullsFirst', 'AscNullsLast', 'DescNullsFirst', 'DescNullsLast'. "
        + "eg: ?order_by=field_1[AscNullsFirst],field_2[DescNullsLast],field_3"

    static let groupings: [(groupBy: String, message: String)] = [
        ("", example), ("stage", example), ("{", example), ("{}", example), ("[]", example), ("[1]", example), ("[{}]", example),
        (#"[{"stage":true,"name":true}]"#, example), (#"[{"stage":false}]"#, example), (#"[{"stage":"yes"}]"#, example),
        (#"[{"foo":true}]"#, "Unidentified field in groupBy: foo"),
        (#"[{"amount":{"foo":true}}]"#, "Unidentified field in groupBy: amount.foo"),
        (#"[{"company":{"foo":true}}]"#, "Unidentified field in groupBy: foo"),
        (#"[{"stage\"; DROP TABLE person --":true}]"#, "Unidentified field in groupBy: stage\"; DROP TABLE person --"),
        (#"[{"id":true}]"#, #"Field "id" is not supported in groupBy"#),
        (#"[{"position":true}]"#, #"Field "position" is not supported in groupBy"#),
        (#"[{"deletedAt":{"granularity":"NONE"}}]"#, #"Field "deletedAt" is not supported in groupBy"#),
        (#"[{"createdBy":{"name":true}}]"#, #"Field "createdBy" is not supported in groupBy"#),
        (#"[{"createdBy":true}]"#, #"Field "createdBy" is not supported in groupBy"#),
        (#"[{"searchVector":true}]"#, #"Field "searchVector" is not supported in groupBy"#),
        (#"[{"noteTargets":true}]"#, #"Field "noteTargets" is not supported in groupBy"#),
        (#"[{"company":{"accountOwner":{"name":{"firstName":true}}}}]"#, #"Field "accountOwner" is not supported in groupBy"#),
        (#"[{"amount":true}]"#, #"Field "amount" needs a sub-field in groupBy"#),
        (#"[{"company":true}]"#, #"Field "company" needs a sub-field in groupBy"#),
        (#"[{"stage":{"unnest":true}}]"#, #"Field "stage" cannot be unnested in groupBy"#),
        (#"[{"closeDate":{"granularity":"DAY"}}]"#, #"A timeZone is required to group field "closeDate" by this granularity"#),
        (
            #"[{"closeDate":{"granularity":"DAY","timeZone":"Mars/Olympus"}}]"#,
            "Invalid timeZone 'Mars/Olympus'. It must be a name of the IANA time zone database"
        ),
        (
            #"[{"closeDate":{"granularity":"DAY","timeZone":"UTC+3"}}]"#,
            "Invalid timeZone 'UTC+3'. It must be a name of the IANA time zone database"
        ),
        (
            #"[{"closeDate":{"granularity":"HOUR"}}]"#,
            "Invalid granularity 'HOUR' for field \"closeDate\". Valid values are: DAY, WEEK, MONTH, QUARTER, YEAR, "
                + "DAY_OF_THE_WEEK, MONTH_OF_THE_YEAR, QUARTER_OF_THE_YEAR, NONE"
        ),
        (
            #"[{"closeDate":{"granularity":"WEEK","timeZone":"UTC","weekStartDay":"Sun"}}]"#,
            "Invalid weekStartDay 'Sun'. Valid values are: MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY"
        ),
    ]

    @Test(arguments: groupings.indices)
    func aGroupingIsRefused(index: Int) async throws {
        let (groupBy, message) = Self.groupings[index]
        let reply = try await GroupByTests.group(RecordCaller.shared, "opportunities", ["group_by": groupBy])
        #expect(reply.text == RefusalTests.Refusal("GET", "", bad: message).answer)
        #expect(reply.status == 400)
    }

    static let parameters: [(name: String, value: String, message: String)] = [
        ("aggregate", "totalCount", #"'aggregate' invalid. eg: aggregate=["totalCount","countNotEmptyName"]"#),
        ("aggregate", "[1]", #"'aggregate' invalid. eg: aggregate=["totalCount","countNotEmptyName"]"#),
        ("aggregate", #"["foo","totalCount","maxName"]"#, "Unknown aggregate field(s): foo, maxName"),
        ("aggregate", #"["countEmptyCompany"]"#, "Unknown aggregate field(s): countEmptyCompany"),
        ("aggregate", #"["countEmptyname"]"#, "Unknown aggregate field(s): countEmptyname"),
        ("order_by", "stage", orderExample), ("order_by", "[1]", orderExample), ("order_by", #"[{"stage":1}]"#, orderExample),
        ("order_by", #"[{"stage":"Up"}]"#, directions),
        ("order_by", #"[{"aggregate":{"foo":"AscNullsLast"}}]"#, "Unknown aggregate field(s): foo"),
        ("order_by", #"[{"name":"AscNullsLast"}]"#, "Cannot order groups by \"name\": it is not part of group_by"),
        ("limit", "x", "limit 'x' is invalid. Should be an integer"),
        ("limit", "-1", "limit '-1' is invalid. Should be an integer"),
        ("filter", "foo[eq]:1", "Object opportunity doesn't have any \"foo\" field."),
        ("view_id", "9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21", "View '9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21' not found"),
        ("viewId", "9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21", "View '9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21' not found"),
    ]

    private static let orderExample =
        #"'order_by' invalid. eg: order_by=[{"stage":"AscNullsFirst"},{"aggregate":{"totalCount":"DescNullsLast"}}]"#

    @Test(arguments: parameters.indices)
    func aParameterIsRefused(index: Int) async throws {
        let (name, value, message) = Self.parameters[index]
        let reply = try await GroupByTests.group(
            RecordCaller.shared, "opportunities", ["group_by": #"[{"stage":true}]"#, name: value])
        #expect(reply.text == RefusalTests.Refusal("GET", "", bad: message).answer)
        #expect(reply.status == 400)
    }

    @Test func recordsAreNotOrderedByWhatTheyDoNotHave() async throws {
        let reply = try await GroupByTests.group(
            RecordCaller.shared, "opportunities",
            ["group_by": #"[{"stage":true}]"#, "include_records_sample": "true", "order_by_for_records": "foo"])
        let message = "Field \"foo\" does not exist or is not sortable"
        #expect(reply.text == RefusalTests.Refusal("GET", "", code: "FIELD_NOT_FOUND", message).answer)
    }

    @Test func aLimitThatStandsTwiceIsNoNumber() async throws {
        let query = "group_by=\(RecordCaller.escaped(#"[{"stage":true}]"#))&limit=1&limit=2"
        let reply = try await RecordCaller.shared("GET", "/rest/opportunities/groupBy?\(query)")
        #expect(reply.text == RefusalTests.Refusal("GET", "", bad: "limit '1,2' is invalid. Should be an integer").answer)
    }

    @Test func withoutAGroupingThereIsNothingToTell() async throws {
        for query in ["", "?group_by=%5B%5D&group_by=%5B%5D"] {
            let reply = try await RecordCaller.shared("GET", "/rest/opportunities/groupBy\(query)")
            #expect(reply.text == RefusalTests.Refusal("GET", "", bad: Self.example).answer)
        }
    }
}
