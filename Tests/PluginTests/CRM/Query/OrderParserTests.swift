import Contracts
import Testing

@testable import CRMPlugin

@Suite struct OrderParserTests {
    private static let directions = "'AscNullsFirst', 'AscNullsLast', 'DescNullsFirst', 'DescNullsLast'"

    @Test(arguments: [
        ("label", #""record"."label" ASC NULLS FIRST, "record"."id" ASC"#),
        ("label[AscNullsLast]", #""record"."label" ASC NULLS LAST, "record"."id" ASC"#),
        ("label[DescNullsFirst]", #""record"."label" DESC NULLS FIRST, "record"."id" ASC"#),
        ("label[DescNullsLast]", #""record"."label" DESC NULLS LAST, "record"."id" ASC"#),
        // A column without NULLs says nothing of them.
        ("position[DescNullsLast]", #""record"."position" DESC, "record"."id" ASC"#),
        (
            "name.lastName,name.firstName[DescNullsLast]",
            #""record"."nameLastName" ASC NULLS FIRST, "record"."nameFirstName" DESC NULLS LAST, "record"."id" ASC"#
        ),
        ("base.title", #""joined1"."title" ASC NULLS FIRST, "record"."id" ASC"#),
        ("baseId", #""record"."baseId" ASC NULLS FIRST, "record"."id" ASC"#),
        ("id[DescNullsLast]", #""record"."id" DESC"#),
        ("id,label", #""record"."id" ASC, "record"."label" ASC NULLS FIRST"#),
        // The first mention decides.
        ("position,position[DescNullsLast]", #""record"."position" ASC, "record"."id" ASC"#),
    ])
    func textBecomesAnOrder(text: String, clause: String) throws {
        var source = RecordSource(QuerySample.rocket)
        let steps = try QuerySample.ordering(text).steps(for: QuerySample.rocket)
        #expect(Ordering.clause(of: steps, in: &source).text == clause)
    }

    @Test(arguments: [
        ("foo", "Field \"foo\" does not exist or is not sortable", "FIELD_NOT_FOUND"),
        ("name.middle", "Field \"name.middle\" does not exist or is not sortable", "FIELD_NOT_FOUND"),
        ("base.foo", "Field \"base.foo\" does not exist or is not sortable", "FIELD_NOT_FOUND"),
        ("base.parent.title", "Field \"base.parent.title\" does not exist or is not sortable", "FIELD_NOT_FOUND"),
        ("bases", "Field \"bases\" does not exist or is not sortable", "FIELD_NOT_FOUND"),
        ("plan", "Field \"plan\" does not exist or is not sortable", "FIELD_NOT_FOUND"),
        ("label.x", "Field \"label.x\" does not exist or is not sortable", "FIELD_NOT_FOUND"),
        ("label,", "Field \"\" does not exist or is not sortable", "FIELD_NOT_FOUND"),
        ("label[AscNullsLast", "Field \"label[AscNullsLast\" does not exist or is not sortable", "FIELD_NOT_FOUND"),
        ("name", "A sub-field is required to order by the composite field \"name\"", "INVALID_QUERY_INPUT"),
        ("base", "A sub-field is required to order by the relation field \"base\"", "INVALID_QUERY_INPUT"),
        (
            "label[asc]",
            "'order_by' direction 'asc' invalid. Allowed values are \(directions). "
                + "eg: ?order_by=field_1[AscNullsFirst],field_2[DescNullsLast],field_3", nil
        ),
        (
            "label[]",
            "'order_by' direction '' invalid. Allowed values are \(directions). "
                + "eg: ?order_by=field_1[AscNullsFirst],field_2[DescNullsLast],field_3", nil
        ),
    ])
    func whatIsNoOrderIsRefused(text: String, message: String, code: String?) {
        let error = #expect(throws: CRMError.self) { try QuerySample.ordering(text) }
        #expect(error?.message == message)
        #expect(error?.innerCode == code)
    }

    @Test(arguments: [Array(repeating: "label", count: 33).joined(separator: ","), String(repeating: "x", count: 32_769)])
    func orderBeyondTheLimitsIsRefused(text: String) {
        let error = #expect(throws: CRMError.self) { try QuerySample.ordering(text) }
        #expect(error?.message.hasPrefix("'order_by' invalid. It may not ") == true)
    }
}
