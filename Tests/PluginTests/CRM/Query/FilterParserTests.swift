import Contracts
import Testing

@testable import CRMPlugin

@Suite struct FilterParserTests {
    @Test(arguments: [
        ("label[eq]:x", "and(label equal x)"),
        ("label[eq]:x,thrust[gt]:1", "and(label equal x, thrust greater 1)"),
        ("and(label[eq]:x,thrust[gt]:1)", "and(label equal x, thrust greater 1)"),
        ("or(label[eq]:x,not(stage[eq]:NEW))", "or(label equal x, not(stage equal NEW))"),
        ("label[eq]:x,or(thrust[lt]:1,thrust[gte]:5)", "and(label equal x, or(thrust less 1, thrust greaterOrEqual 5))"),
        ("not(not(label[eq]:x))", "not(not(label equal x))"),
        ("name.lastName[startsWith]:Do", "and(name.lastName prefix Do)"),
        ("base.title[ilike]:%a%", "and(base.title caselessLike %a%)"),
        ("base.place.addressCity[eq]:x", "and(base.place.addressCity equal x)"),
        ("baseId[is]:NULL", "and(baseId isNull true)"),
        ("base.parentId[is]:NOT_NULL", "and(base.parentId isNull false)"),
        // The first bracket and the first colon count; what follows belongs to the value.
        ("label[eq]:a:b", "and(label equal a:b)"),
        ("label[eq]:[x]:y", "and(label equal [x]:y)"),
        // Quotation marks of either kind at both ends are taken off, and need not be the same.
        (#"label[eq]:"a,b""#, "and(label equal a,b)"),
        (#"label[eq]:'a"b'"#, #"and(label equal a"b)"#),
        (#"label[eq]:"a'"#, "and(label equal a)"),
        (#"label[eq]:"""#, "and(label equal )"),
        ("label[eq]:\"", "and(label equal )"),
        (#"label[eq]:"a"b"#, #"and(label equal "a"b)"#),
        (#"label[eq]:"f(x)""#, "and(label equal f(x))"),
        // In a list every comma parts two items, within quotes too, and nothing is trimmed.
        (#"label[in]:["a,b",c, d]"#, #"and(label among "a|b"|c| d)"#),
        ("label[in]:[]", "and(label among )"),
        ("tags[containsAny]:[A,\"B\"]", "and(tags containsAny A|B)"),
    ])
    func textBecomesATree(text: String, tree: String) throws {
        #expect(try QuerySample.filter(text).outline == tree)
    }

    @Test(arguments: [
        ("", "'filter' invalid for 'and()'. eg: price[gte]:10"),
        ("label", "'filter' invalid for 'label'. eg: price[gte]:10"),
        ("label[eq]", "'filter' invalid for 'label[eq]'. eg: price[gte]:10"),
        ("label[eq]:", "'filter' invalid for 'label[eq]:'. eg: price[gte]:10"),
        ("[eq]:x", "'filter' invalid for '[eq]:x'. eg: price[gte]:10"),
        ("label[]:x", "'filter' invalid for 'label[]:x'. eg: price[gte]:10"),
        ("label[eq]:x,", "'filter' invalid for ''. eg: price[gte]:10"),
        ("and()", "'filter' invalid for 'and()'. eg: price[gte]:10"),
        ("and(label[eq]:x", "'filter' invalid. 1 close bracket is missing in the query"),
        ("or(not(label[eq]:x", "'filter' invalid. 2 close brackets are missing in the query"),
        ("label[eq]:x)", "'filter' invalid. 1 open bracket is missing in the query"),
        ("label[eq]:x))", "'filter' invalid. 2 open brackets are missing in the query"),
        (#"label[eq]:")""#, "'filter' invalid. 1 open bracket is missing in the query"),
        (
            "or(label[eq]:x),and(label[eq]:y)",
            "'filter' invalid for 'or(label[eq]:x),and(label[eq]:y)'. eg: price[gte]:10"
        ),
        (
            "not(label[eq]:x,label[eq]:y)",
            "'filter' invalid. 'not' conjunction should contain only 1 condition. eg: not(field[eq]:1)"
        ),
        (
            "label[foo]:x",
            "'filter' invalid for 'label[foo]:x', comparator foo not in eq, neq, in, containsAny, is, gt, gte, lt, lte, "
                + "startsWith, endsWith, like, ilike"
        ),
    ])
    func whatIsNoFilterIsRefused(text: String, message: String) { expectRefusal(text, message) }

    @Test(arguments: [
        ("foo[eq]:x", "Object rocket doesn't have any \"foo\" field."),
        (" label[eq]:x", "Object rocket doesn't have any \" label\" field."),
        ("(label[eq]:x)", "Object rocket doesn't have any \"(label\" field."),
        ("base.foo[eq]:x", "Object base doesn't have any \"foo\" field."),
        ("base[in]:[x]", "Object base doesn't have any \"in\" field."),
        ("name[eq]:x", "Sub field \"eq\" not found for composite type: FULL_NAME"),
        ("name.middle[eq]:x", "Sub field \"middle\" not found for composite type: FULL_NAME"),
        ("base.parent.title[eq]:x", "Cannot filter by relation field \"parent\""),
        ("bases[is]:NULL", "Cannot filter by relation field \"bases\""),
        (
            "isManned[gt]:true",
            "Operator \"gt\" is not valid for field \"isManned\" of type BOOLEAN - Allowed operators: eq, is"
        ),
        ("crew[eq]:x", "Operator \"eq\" is not valid for field \"crew\" of type ARRAY - Allowed operators: is"),
        (
            "tags[in]:[A]",
            "Operator \"in\" is not valid for field \"tags\" of type MULTI_SELECT - Allowed operators: containsAny, is"
        ),
        (
            "thrust.eq[eq]:1",
            "Operator \"eq\" is not valid for field \"thrust\" of type NUMBER"
                + " - Allowed operators: eq, neq, gt, gte, lt, lte, in, is"
        ),
    ])
    func whatNamesNoColumnIsRefused(text: String, message: String) { expectRefusal(text, message) }

    @Test(arguments: [
        ("label[is]:null", "Invalid filter value for \"is\" operator. Expected \"NULL\" or \"NOT_NULL\""),
        ("label[is]:\"NULL\"", "Invalid filter value for \"is\" operator. Expected \"NULL\" or \"NOT_NULL\""),
        (
            "label[in]:a",
            "'filter' invalid for 'in' operator. Received 'a' but array value expected eg: 'field[in]:[value_1,value_2]'"
        ),
        ("thrust[eq]:x", "Invalid number value NaN for field \"thrust\""),
        ("id[eq]:x", "Invalid UUID value 'x' for field \"id\""),
        ("baseId[in]:[x]", "Invalid UUID value 'x' for field \"baseId\""),
        ("isManned[eq]:1", "Invalid boolean value '1' for field \"isManned\""),
    ])
    func valueOfAnotherTypeIsRefused(text: String, message: String) { expectRefusal(text, message) }

    @Test(arguments: [
        String(repeating: "not(", count: 33) + "label[eq]:x" + String(repeating: ")", count: 33),
        Array(repeating: "label[eq]:x", count: 257).joined(separator: ","),
        "label[in]:[" + String(repeating: ",", count: 2000) + "]",
        "label[eq]:" + String(repeating: "x", count: 32_768),
    ])
    func filterBeyondTheLimitsIsRefused(text: String) {
        let error = #expect(throws: CRMError.self) { try QuerySample.filter(text) }
        #expect(error?.message.hasPrefix("'filter' invalid. It may not ") == true)
    }

    @Test(arguments: [
        ("label[eq]:x", false), ("deletedAt[is]:NOT_NULL", true), ("not(or(label[eq]:x,deletedAt[is]:NULL))", true),
        ("base.deletedAt[is]:NULL", false),
    ])
    func onlyTheRecordsOwnDeletionUncoversDeletedOnes(text: String, mentions: Bool) throws {
        #expect(try QuerySample.filter(text).mentionsDeletion == mentions)
    }

    private func expectRefusal(_ text: String, _ message: String) {
        let error = #expect(throws: CRMError.self) { try QuerySample.filter(text) }
        #expect(error?.message == message)
    }
}

extension Filter {
    /// The tree in one line.
    fileprivate var outline: String {
        switch self {
        case .and(let parts): "and(\(parts.map(\.outline).joined(separator: ", ")))"
        case .or(let parts): "or(\(parts.map(\.outline).joined(separator: ", ")))"
        case .not(let part): "not(\(part.outline))"
        case .comparison(let comparison): "\(comparison.path.name) \(comparison.test.outline)"
        }
    }
}

extension Filter.Test {
    fileprivate var outline: String {
        switch self {
        case .compare(let relation, .text(let text)): "\(relation) \(text)"
        case .compare(let relation, let value): "\(relation) \(value)"
        case .among(let values): "among \(values.joined(separator: "|"))"
        case .isNull(let flag): "isNull \(flag)"
        case .matches(let pattern, let text): "\(pattern) \(text)"
        case .containsAny(let values): "containsAny \(values.joined(separator: "|"))"
        }
    }
}
