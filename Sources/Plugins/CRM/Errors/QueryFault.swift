/// What is wrong with the parameters that say which records are meant, and in which order.
enum QueryFault: Equatable {
    /// `open` counts the brackets that are not closed; below 0 those that were never opened.
    case unbalancedFilter(open: Int)
    case malformedCondition(String)
    case unknownComparator(String, condition: String)
    case negationOfMany
    case listExpected(Comparator, value: String)
    case nullnessExpected
    case comparatorNotAllowed(String, on: String, type: FieldType)
    case unknownField(String, object: String)
    case unknownSubField(String, type: FieldType)
    case relationNotFilterable(String)
    case unknownDirection(String)
    case notSortable(String)
    case subFieldRequired(String, kind: String)
    case unknownCursorKey(String)
    case limitExceeded(parameter: String, excess: String)

    /// As much of what was sent as a message quotes.
    static func excerpt(_ text: Substring) -> String { String(text.prefix(200)) }

    var message: String {
        switch self {
        case .unbalancedFilter(let open):
            "'filter' invalid. \(Self.brackets(abs(open), open > 0 ? "close" : "open")) missing in the query"
        case .malformedCondition(let condition): "'filter' invalid for '\(condition)'. eg: price[gte]:10"
        case .unknownComparator(let word, let condition):
            "'filter' invalid for '\(condition)', comparator \(word) not in \(Self.list(Comparator.allCases))"
        case .negationOfMany: "'filter' invalid. 'not' conjunction should contain only 1 condition. eg: not(field[eq]:1)"
        case .listExpected(let comparator, let value):
            "'filter' invalid for '\(comparator.rawValue)' operator. Received '\(value)' but array value expected "
                + "eg: 'field[\(comparator.rawValue)]:[value_1,value_2]'"
        case .nullnessExpected: "Invalid filter value for \"is\" operator. Expected \"NULL\" or \"NOT_NULL\""
        case .comparatorNotAllowed(let word, let field, let type):
            "Operator \"\(word)\" is not valid for field \"\(field)\" of type \(type.rawValue)"
                + " - Allowed operators: \(Self.list(Comparator.allowed(on: type)))"
        case .unknownField(let name, let object): "Object \(object) doesn't have any \"\(name)\" field."
        case .unknownSubField(let name, let type): "Sub field \"\(name)\" not found for composite type: \(type.rawValue)"
        case .relationNotFilterable(let name): "Cannot filter by relation field \"\(name)\""
        case .unknownDirection(let word):
            "'order_by' direction '\(word)' invalid. Allowed values are "
                + "'\(Ordering.Direction.allCases.map(\.rawValue).joined(separator: "', '"))'. "
                + "eg: ?order_by=field_1[AscNullsFirst],field_2[DescNullsLast],field_3"
        case .notSortable(let field): "Field \"\(field)\" does not exist or is not sortable"
        case .subFieldRequired(let field, let kind): "A sub-field is required to order by the \(kind) field \"\(field)\""
        case .unknownCursorKey(let key): "Field metadata not found for key: \(key)"
        case .limitExceeded(let parameter, let excess): "'\(parameter)' invalid. It may not \(excess)"
        }
    }

    var innerCode: String? {
        switch self {
        case .notSortable: "FIELD_NOT_FOUND"
        case .subFieldRequired: "INVALID_QUERY_INPUT"
        case .unknownCursorKey: "INVALID_CURSOR"
        default: nil
        }
    }

    private static func brackets(_ count: Int, _ kind: String) -> String {
        "\(count) \(kind) bracket\(count > 1 ? "s are" : " is")"
    }

    private static func list(_ comparators: [Comparator]) -> String { comparators.map(\.rawValue).joined(separator: ", ") }
}
