import Contracts

/// Reads the text of a `filter`: `or(name.lastName[ilike]:"%ada%",not(companyId[is]:NULL))`. Comparisons without a conjunction
/// around them all hold.
///
/// The brackets are counted through the whole text, and commas within `[…]`, `"…"` and `'…'` do not part conditions; there are
/// no escapes. Quotes are no shelter for brackets, as with Twenty.
struct FilterParser {
    private let lookup: ColumnLookup
    private var comparisons = 0

    /// - Throws: `CRMError.invalidQuery`, and `.invalidInput` for a value that is not of the column's type.
    static func parse(
        _ text: String, for object: ObjectDescription, in catalogue: Catalogue, permissions: Permissions
    ) throws(CRMError) -> Filter {
        guard text.utf8.count <= QueryLimits.textLength else { throw limit("be longer than \(QueryLimits.textLength) bytes") }
        try requireBalance(text)
        // Conditions without a conjunction around them stand in one of their own, and so does the lack of any.
        guard !text.isEmpty else { throw .invalidQuery(.malformedCondition("and()")) }
        var parser = FilterParser(lookup: ColumnLookup(object: object, catalogue: catalogue, permissions: permissions))
        if let whole = FilterConjunction(text[...]) { return try parser.filter(of: whole, depth: 1) }
        return .and(try parser.filters(in: text[...], within: text[...], depth: 1))
    }

    private init(lookup: ColumnLookup) { self.lookup = lookup }

    private static func requireBalance(_ text: String) throws(CRMError) {
        var open = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "(") { open += 1 }
            if byte == UInt8(ascii: ")") { open -= 1 }
        }
        guard open == 0 else { throw .invalidQuery(.unbalancedFilter(open: open)) }
    }

    private mutating func filter(_ node: Substring, depth: Int) throws(CRMError) -> Filter {
        if let conjunction = FilterConjunction(node) { return try filter(of: conjunction, depth: depth) }
        comparisons += 1
        guard comparisons <= QueryLimits.filterComparisons else {
            throw Self.limit("have more than \(QueryLimits.filterComparisons) conditions")
        }
        let predicate = try FilterPredicate(node)
        let path = try column(of: predicate)
        return .comparison(Filter.Comparison(path: path, test: try predicate.test(on: path)))
    }

    private mutating func filter(of conjunction: FilterConjunction, depth: Int) throws(CRMError) -> Filter {
        guard depth <= QueryLimits.filterDepth else {
            throw Self.limit("be nested deeper than \(QueryLimits.filterDepth) levels")
        }
        let parts = try filters(in: conjunction.content, within: conjunction.text, depth: depth)
        switch conjunction.word {
        case .and: return .and(parts)
        case .or: return .or(parts)
        case .not:
            guard parts.count == 1, let part = parts.first else { throw .invalidQuery(.negationOfMany) }
            return .not(part)
        }
    }

    private mutating func filters(in list: Substring, within text: Substring, depth: Int) throws(CRMError) -> [Filter] {
        var filters: [Filter] = []
        for node in try FilterConjunction.nodes(of: list, within: text) { filters.append(try filter(node, depth: depth + 1)) }
        return filters
    }

    private func column(of predicate: FilterPredicate) throws(CRMError) -> ColumnPath {
        do throws(ColumnLookup.Miss) {
            return try lookup.column(predicate.path)
        } catch {
            throw Self.refusal(error, of: predicate)
        }
    }

    /// Twenty looks a comparator up where a sub-field or a relation's field is missing, and a surplus name as a comparator.
    private static func refusal(_ miss: ColumnLookup.Miss, of predicate: FilterPredicate) -> CRMError {
        switch miss {
        case .unknownField(let name, let object):
            .invalidQuery(.unknownField(QueryFault.excerpt(name[...]), object: object.singular))
        case .unknownSubField(let name, let field):
            .invalidQuery(.unknownSubField(QueryFault.excerpt(name[...]), type: field.type))
        case .missingSubField(let field):
            .invalidQuery(.unknownSubField(predicate.comparator.rawValue, type: field.type))
        case .missingField(_, let target):
            .invalidQuery(.unknownField(predicate.comparator.rawValue, object: target.singular))
        case .oneToMany(let field), .secondRelation(let field):
            .invalidQuery(.relationNotFilterable(field.name))
        case .surplus(let name, let path):
            .invalidQuery(.comparatorNotAllowed(QueryFault.excerpt(name[...]), on: path.name, type: path.type))
        case .unreadableObject:
            .notPermitted
        case .unreadableField(let field, let object):
            .fieldNotReadable(field.name, object: object.singular)
        }
    }

    static func limit(_ excess: String) -> CRMError { .invalidQuery(.limitExceeded(parameter: "filter", excess: excess)) }
}
