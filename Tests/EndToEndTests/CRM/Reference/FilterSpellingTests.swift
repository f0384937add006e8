import Contracts
import TestSupport
import Testing

/// How the text of a filter is taken apart: brackets, commas, quotes and conjunctions.
@Suite struct FilterSpellingTests {
    @Test(
        arguments: [
            ("name[eq]:b", ["b"]), ("and(name[eq]:b)", ["b"]), ("or(name[eq]:b)", ["b"]),
            ("not(name[eq]:b)", ["a1", "a2", "n1", "n2"]),
            ("or(name[eq]:b,name[eq]:n1)", ["b", "n1"]), ("name[eq]:b,name[eq]:n1", []), ("and(name[eq]:b,name[eq]:n1)", []),
            ("text[eq]:apple,position[gt]:1", ["a2"]), ("or(text[eq]:apple,name[eq]:n2),position[gt]:1", ["a2", "n2"]),
            ("position[gt]:1,or(text[eq]:apple,name[eq]:n2)", ["a2", "n2"]),
            ("and(or(name[eq]:a1,name[eq]:b),and(text[neq]:apple))", ["b"]), ("not(or(name[eq]:b,count[gt]:1))", ["a1", "a2"]),
            ("not(not(name[eq]:b))", ["b"]), ("or(and(name[eq]:b,count[eq]:2),not(text[is]:NULL))", ["a1", "a2", "b"]),
            ("and(and(and(and(and(and(and(and(name[eq]:b))))))))", ["b"]), ("not(name[in]:[a1,a2,b])", ["n1", "n2"]),
            ("or(flag[eq]:true,company.name[eq]:Acme)", ["a1", "a2", "b"]),
            ("company.name[eq]:Acme,company.id[is]:NOT_NULL", ["a1", "a2"]),
        ])
    func conditionsAreJoined(filter: String, names: [String]) async throws {
        #expect(try await Specimen.shared.found(filter: filter) == names)
    }

    /// Each value is written into a record first, in the field `text`.
    @Test(
        arguments: [
            ("a,b", #"text[eq]:"a,b""#), ("a,b", "text[eq]:'a,b'"), ("a,b", #"and(text[eq]:"a,b",name[eq]:x)"#),
            ("a:b:c", "text[eq]:a:b:c"), ("a(b)c", "text[eq]:a(b)c"), ("or(b)", "text[eq]:or(b)"), ("[x]", "text[eq]:[x]"),
            ("a]b", "text[eq]:a]b"), ("x", #"text[eq]:"x'"#), ("x", #"text[eq]:'x""#), ("'x", #"text[eq]:"'x""#),
            (#""x""#, #"text[eq]:""x"""#), (" x ", "text[eq]: x "), (" x ", #"text[eq]:" x ""#), ("NULL", "text[eq]:NULL"),
            ("a.b", "text[eq]:a.b"), ("50%", "text[eq]:50%"), ("é🚀", "text[eq]:é🚀"), (#"a\b"#, #"text[eq]:a\b"#),
            ("a&b=c", "text[eq]:a&b=c"), ("a+b", "text[eq]:a+b"), ("it's", "text[eq]:it's"), ("x", "text[in]:[y,x]"),
            (" x", "text[in]:[y, x]"), ("x y", #"text[in]:["x y"]"#), ("b\"", #"text[in]:["a,b"]"#),
        ])
    func valuesAreTakenAsTheyStand(value: String, filter: String) async throws {
        let call = try await Self.specimen.value.call
        let id = try await call.create("specimens", ["name": "x", "text": .string(value)])["id"].string
        let found = try await call.ids("specimens", "?filter=\(RecordCaller.escaped(filter))")
        #expect(found.contains(id))
        _ = try await call("DELETE", "/rest/specimens/\(id)")
    }

    private static let specimen = Task { try await Specimen.fresh() }

    static let malformed = [
        ("name", "name"), ("name[eq]", "name[eq]"), ("name[eq]:", "name[eq]:"), ("[eq]:b", "[eq]:b"), ("name[]:b", "name[]:b"),
        ("name[eq]b", "name[eq]b"), ("name:b", "name:b"), ("name[eq:b", "name[eq:b"), ("and()", "and()"), ("or()", "or()"),
        ("not()", "not()"), ("and(or())", "or()"), ("name[eq]:b,", ""), (",name[eq]:b", ""), ("and(name[eq]:b,)", ""), ("()", "()"),
    ]

    @Test(arguments: malformed)
    func conditionsThatAreNoneAreQuoted(filter: String, part: String) async throws {
        try await expect(filter, "'filter' invalid for '\(part)'. eg: price[gte]:10")
    }

    @Test(arguments: [
        ("and(name[eq]:b", "1 close bracket is"), ("and(or(name[eq]:b", "2 close brackets are"),
        ("name[eq]:b)", "1 open bracket is"),
        ("name[eq]:b)))", "3 open brackets are"), (#"name[eq]:"(""#, "1 close bracket is"), ("name[in]:[(]", "1 close bracket is"),
    ])
    func bracketsAreCountedEverywhere(filter: String, missing: String) async throws {
        try await expect(filter, "'filter' invalid. \(missing) missing in the query")
    }

    @Test(arguments: ["EQ", "equals", "=", "isNot", "containsall", "contains", "search", " eq"])
    func unknownComparatorsAreNamed(comparator: String) async throws {
        let condition = "name[\(comparator)]:b"
        try await expect(
            condition,
            "'filter' invalid for '\(condition)', comparator \(comparator) not in \(ComparatorTests.all.joined(separator: ", "))")
    }

    @Test(
        arguments: [
            (
                "not(name[eq]:b,name[eq]:n1)",
                "'filter' invalid. 'not' conjunction should contain only 1 condition. eg: not(field[eq]:1)"
            ),
            ("name[is]:\"NULL\"", "Invalid filter value for \"is\" operator. Expected \"NULL\" or \"NOT_NULL\""),
            ("name[is]:NOTNULL", "Invalid filter value for \"is\" operator. Expected \"NULL\" or \"NOT_NULL\""),
            (
                "name[in]:b",
                "'filter' invalid for 'in' operator. Received 'b' but array value expected eg: 'field[in]:[value_1,value_2]'"
            ),
            (
                "tags[containsAny]:LOW",
                "'filter' invalid for 'containsAny' operator. Received 'LOW' but array value expected "
                    + "eg: 'field[containsAny]:[value_1,value_2]'"
            ),
            ("foo[eq]:b", "Object specimen doesn't have any \"foo\" field."),
            ("Name[eq]:b", "Object specimen doesn't have any \"Name\" field."),
            ("companyid[eq]:b", "Object specimen doesn't have any \"companyid\" field."),
            ("company.foo[eq]:b", "Object company doesn't have any \"foo\" field."),
            ("company[eq]:b", "Object company doesn't have any \"eq\" field."),
            ("company.accountOwner.name.firstName[eq]:b", "Cannot filter by relation field \"accountOwner\""),
            ("company.people[is]:NULL", "Cannot filter by relation field \"people\""),
            ("noteTargets[is]:NULL", "Cannot filter by relation field \"noteTargets\""),
            ("noteTargets.id[is]:NULL", "Cannot filter by relation field \"noteTargets\""),
            ("fullName[eq]:b", "Sub field \"eq\" not found for composite type: FULL_NAME"),
            ("fullName.middle[eq]:b", "Sub field \"middle\" not found for composite type: FULL_NAME"),
            ("mails.email[eq]:b", "Sub field \"email\" not found for composite type: EMAILS"),
            ("phone.number[eq]:b", "Sub field \"number\" not found for composite type: PHONES"),
            ("site.url[eq]:b", "Sub field \"url\" not found for composite type: LINKS"),
            ("price.amount[eq]:b", "Sub field \"amount\" not found for composite type: CURRENCY"),
            ("place.city[eq]:b", "Sub field \"city\" not found for composite type: ADDRESS"),
            ("writer.who[eq]:b", "Sub field \"who\" not found for composite type: ACTOR"),
            ("essay.html[eq]:b", "Sub field \"html\" not found for composite type: RICH_TEXT"),
            ("company.address.city[eq]:b", "Sub field \"city\" not found for composite type: ADDRESS"),
        ])
    func partsThatDoNotFitAreNamed(filter: String, message: String) async throws { try await expect(filter, message) }

    @Test(
        arguments: [
            ("count[eq]:x", "Invalid number value NaN for field \"count\""),
            ("precise[in]:[1,x]", "Invalid number value NaN for field \"precise\""),
            ("price.amountMicros[gt]:x", "Invalid number value NaN for field \"price\""),
            ("flag[eq]:yes", "Invalid boolean value 'yes' for field \"flag\""),
            ("flag[eq]:TRUE", "Invalid boolean value 'TRUE' for field \"flag\""),
            ("mark[eq]:x", "Invalid UUID value 'x' for field \"mark\""), ("id[in]:[x]", "Invalid UUID value 'x' for field \"id\""),
            ("id[in]:[]", "Invalid UUID value '' for field \"id\""),
            ("companyId[neq]:x", "Invalid UUID value 'x' for field \"companyId\""),
            ("company.id[eq]:x", "Invalid UUID value 'x' for field \"id\""),
            (
                "id[eq]:00000000-0000-7000-8000-000000000000",
                "Invalid UUID value '00000000-0000-7000-8000-000000000000' for field \"id\""
            ),
            ("day[eq]:x", "Invalid date value 'x' for field \"day\". Expected format: YYYY-MM-DD"),
            ("moment[gt]:x", "Invalid date-time value 'x' for field \"moment\". Expected format: YYYY-MM-DDTHH:mm:ssZ"),
            (
                "createdAt[eq]:2026-13-01",
                "Invalid date-time value '2026-13-01' for field \"createdAt\". Expected format: YYYY-MM-DDTHH:mm:ssZ"
            ),
            ("grade[eq]:NONE", "invalid input value for enum _specimen_grade_enum: \"NONE\""),
            ("grade[in]:[LOW,low]", "invalid input value for enum _specimen_grade_enum: \"low\""),
        ])
    func valuesOfAnotherKindAreNamed(filter: String, message: String) async throws { try await expect(filter, message) }

    private func expect(_ filter: String, _ message: String) async throws {
        let call = try await Specimen.shared.call
        for path in ["/rest/specimens", "/api/specimens"] {
            let reply = try await call("GET", "\(path)?filter=\(RecordCaller.escaped(filter))")
            #expect(reply.status == 400)
            #expect(reply.text == RefusalTests.Refusal("", "", bad: message).answer)
        }
    }
}
