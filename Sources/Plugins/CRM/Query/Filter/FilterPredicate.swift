import Contracts

/// `path[comparator]:value` as it stands in a filter.
struct FilterPredicate {
    let path: [String]
    let comparator: Comparator
    private let value: Substring

    /// - Throws: `CRMError.invalidQuery` when a part is missing or empty, or the comparator is none.
    init(_ text: Substring) throws(CRMError) {
        let bytes = text.utf8
        guard let open = bytes.firstIndex(of: UInt8(ascii: "[")), open > bytes.startIndex,
            let close = bytes[open...].firstIndex(of: UInt8(ascii: "]")), bytes.index(after: open) < close,
            let colon = bytes[close...].firstIndex(of: UInt8(ascii: ":")), bytes.index(after: colon) < bytes.endIndex
        else { throw .invalidQuery(.malformedCondition(QueryFault.excerpt(text))) }
        let word = String(text[bytes.index(after: open)..<close])
        guard let comparator = Comparator(rawValue: word) else {
            throw .invalidQuery(.unknownComparator(QueryFault.excerpt(word[...]), condition: QueryFault.excerpt(text)))
        }
        path = bytes[..<open].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { String(Substring($0)) }
        self.comparator = comparator
        value = text[bytes.index(after: colon)...]
    }

    /// What the predicate asks of the column.
    func test(on path: ColumnPath) throws(CRMError) -> Filter.Test {
        let items = try items
        guard Comparator.allowed(on: path.type).contains(comparator) else {
            throw .invalidQuery(.comparatorNotAllowed(comparator.rawValue, on: path.name, type: path.type))
        }
        switch comparator {
        case .eq: return .compare(.equal, try coerced(on: path))
        case .neq: return .compare(.unequal, try coerced(on: path))
        case .gt: return .compare(.greater, try coerced(on: path))
        case .gte: return .compare(.greaterOrEqual, try coerced(on: path))
        case .lt: return .compare(.less, try coerced(on: path))
        case .lte: return .compare(.lessOrEqual, try coerced(on: path))
        case .like: return .matches(.like, Self.unquoted(value))
        case .ilike: return .matches(.caselessLike, Self.unquoted(value))
        case .startsWith: return .matches(.prefix, Self.unquoted(value))
        case .endsWith: return .matches(.suffix, Self.unquoted(value))
        case .containsAny: return .containsAny(items)
        case .in:
            var values: [String] = []
            for item in items { values.append(try FilterValue.coerce(item, for: path.column, of: path.field).text) }
            return .among(values)
        case .is: return .isNull(try isNull)
        }
    }

    private func coerced(on path: ColumnPath) throws(CRMError) -> SQLValue {
        try FilterValue.coerce(Self.unquoted(value), for: path.column, of: path.field)
    }

    /// The items of a comparator's list; none for a comparator that takes one value. Every comma parts two: quotes are no shelter.
    private var items: [String] {
        get throws(CRMError) {
            guard comparator == .in || comparator == .containsAny else { return [] }
            guard value.utf8.count > 1, value.utf8.first == UInt8(ascii: "["), value.utf8.last == UInt8(ascii: "]") else {
                throw .invalidQuery(.listExpected(comparator, value: QueryFault.excerpt(value)))
            }
            let items = value.utf8.dropFirst().dropLast().split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            guard items.count <= QueryLimits.listItems else {
                throw FilterParser.limit("have more than \(QueryLimits.listItems) values in a list")
            }
            return items.map { Self.unquoted(Substring($0)) }
        }
    }

    private var isNull: Bool {
        get throws(CRMError) {
            switch value {
            case "NULL": return true
            case "NOT_NULL": return false
            default: throw .invalidQuery(.nullnessExpected)
            }
        }
    }

    /// Without a quotation mark of either kind at both ends.
    private static func unquoted(_ text: Substring) -> String {
        let marks = [UInt8(ascii: "\""), UInt8(ascii: "'")]
        guard let first = text.utf8.first, let last = text.utf8.last, marks.contains(first), marks.contains(last) else {
            return String(text)
        }
        return String(Substring(text.utf8.dropFirst().dropLast()))
    }
}

extension SQLValue {
    /// A scalar as PostgreSQL writes it, for an item of an array.
    fileprivate var text: String {
        switch self {
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .double(let double): double.description
        case .bool(let flag): flag ? "t" : "f"
        case .uuid(let uuid): uuid.canonical
        case .null, .bytes, .textArray: ""
        }
    }
}
