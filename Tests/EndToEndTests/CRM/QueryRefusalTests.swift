import Contracts
import TestSupport
import Testing

/// The exact body of every refusal of a filter, an order or a cursor.
@Suite struct QueryRefusalTests {
    typealias Refusal = RefusalTests.Refusal

    private static func filter(_ text: String, _ message: String) -> Refusal {
        Refusal("GET", "/people?filter=\(RecordCaller.escaped(text))", bad: message)
    }

    private static func order(_ text: String, code: String, _ message: String) -> Refusal {
        Refusal("GET", "/people?order_by=\(RecordCaller.escaped(text))", code: code, message)
    }

    static let grammar = [
        filter("", "'filter' invalid for 'and()'. eg: price[gte]:10"),
        filter("jobTitle[eq]:", "'filter' invalid for 'jobTitle[eq]:'. eg: price[gte]:10"),
        filter("jobTitle", "'filter' invalid for 'jobTitle'. eg: price[gte]:10"),
        filter("and(jobTitle[eq]:x", "'filter' invalid. 1 close bracket is missing in the query"),
        filter("jobTitle[eq]:x))", "'filter' invalid. 2 open brackets are missing in the query"),
        filter(
            "not(jobTitle[eq]:x,jobTitle[eq]:y)",
            "'filter' invalid. 'not' conjunction should contain only 1 condition. eg: not(field[eq]:1)"),
        filter(
            "jobTitle[foo]:x",
            "'filter' invalid for 'jobTitle[foo]:x', comparator foo not in eq, neq, in, containsAny, is, gt, gte, lt, lte, "
                + "startsWith, endsWith, like, ilike"),
        filter(
            "jobTitle[in]:x",
            "'filter' invalid for 'in' operator. Received 'x' but array value expected eg: 'field[in]:[value_1,value_2]'"),
        filter("jobTitle[is]:null", "Invalid filter value for \"is\" operator. Expected \"NULL\" or \"NOT_NULL\""),
        filter(
            "or(jobTitle[eq]:x),and(jobTitle[eq]:y)",
            "'filter' invalid for 'or(jobTitle[eq]:x),and(jobTitle[eq]:y)'. eg: price[gte]:10"),
    ]

    static let columns = [
        filter("foo[eq]:x", "Object person doesn't have any \"foo\" field."),
        filter("company.foo[eq]:x", "Object company doesn't have any \"foo\" field."),
        filter("company[in]:[x]", "Object company doesn't have any \"in\" field."),
        filter("name.middle[eq]:x", "Sub field \"middle\" not found for composite type: FULL_NAME"),
        filter("company.accountOwner.locale[eq]:x", "Cannot filter by relation field \"accountOwner\""),
        filter("taskTargets[is]:NULL", "Cannot filter by relation field \"taskTargets\""),
        filter(
            "avatarFile[eq]:x", "Operator \"eq\" is not valid for field \"avatarFile\" of type FILES - Allowed operators: is, like"),
        filter("position[eq]:x", "Invalid number value NaN for field \"position\""),
        filter("companyId[eq]:x", "Invalid UUID value 'x' for field \"companyId\""),
        filter(
            "companyId[eq]:00000000-0000-0000-0000-000000000000",
            "Invalid UUID value '00000000-0000-0000-0000-000000000000' for field \"companyId\""),
        filter("createdBy.source[eq]:ALIEN", "invalid input value for enum \"person_createdBySource_enum\": \"ALIEN\""),
        filter(
            String(repeating: "not(", count: 40) + "position[eq]:1" + String(repeating: ")", count: 40),
            "'filter' invalid. It may not be nested deeper than 32 levels"),
    ]

    static let orders = [
        order("foo", code: "FIELD_NOT_FOUND", "Field \"foo\" does not exist or is not sortable"),
        order("taskTargets", code: "FIELD_NOT_FOUND", "Field \"taskTargets\" does not exist or is not sortable"),
        order("name", code: "INVALID_QUERY_INPUT", "A sub-field is required to order by the composite field \"name\""),
        order("company", code: "INVALID_QUERY_INPUT", "A sub-field is required to order by the relation field \"company\""),
        Refusal(
            "GET", "/people?order_by=position%5Basc%5D",
            bad: "'order_by' direction 'asc' invalid. Allowed values are 'AscNullsFirst', 'AscNullsLast', 'DescNullsFirst', "
                + "'DescNullsLast'. eg: ?order_by=field_1[AscNullsFirst],field_2[DescNullsLast],field_3"),
    ]

    /// `{"foo":1}`, `{"position":2}` and `{"id":1}`.
    static let cursors = [
        Refusal("GET", "/people?starting_after=eyJmb28iOjF9", code: "INVALID_CURSOR", "Field metadata not found for key: foo"),
        Refusal("GET", "/people?starting_after=eyJwb3NpdGlvbiI6Mn0%3D", code: "INVALID_CURSOR", "Invalid cursor"),
        Refusal("GET", "/people?ending_before=eyJpZCI6MX0%3D", code: "INVALID_CURSOR", "Invalid cursor"),
        Refusal("GET", "/people?order_by=position&starting_after=WzFd", bad: "Invalid cursor: WzFd"),
    ]

    @Test(arguments: RecordCaller.prefixes, grammar + columns + orders + cursors)
    func itIsToldInTwentysWords(prefix: String, refusal: Refusal) async throws {
        let reply = try await RecordCaller.shared(refusal.method, prefix + refusal.path)
        #expect(reply.status == 400)
        #expect(reply.text == refusal.answer)
    }
}
