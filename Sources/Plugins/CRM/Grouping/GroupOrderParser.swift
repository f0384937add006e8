import Contracts

/// Reads the `order_by` of groups: a JSON array of `{"stage":"AscNullsFirst"}`, `{"address":{"addressCity":"AscNullsLast"}}`,
/// `{"closeDate":{"orderBy":"DescNullsLast","granularity":"MONTH"}}` and `{"aggregate":{"totalCount":"DescNullsLast"}}`.
struct GroupOrderParser {
    static let limit = 32

    private let scope: RecordScope
    private let dimensions: [GroupDimension]

    /// - Throws: `CRMError.invalidGrouping` or `.invalidQuery`.
    static func parse(
        _ text: String?, of dimensions: [GroupDimension], for scope: RecordScope
    ) throws(CRMError) -> [GroupOrder] {
        guard let text, !text.isEmpty else { return [] }
        guard case .array(let items)? = try GroupingJSON.parse(text, of: .orderBy) else {
            throw .invalidGrouping(.malformed(.orderBy))
        }
        guard items.count <= limit else { throw .invalidGrouping(.tooMany(.orderBy, limit: limit)) }
        let parser = GroupOrderParser(scope: scope, dimensions: dimensions)
        var orders: [GroupOrder] = []
        for item in items { orders.append(try parser.order(item)) }
        return orders
    }

    private func order(_ item: JSONValue) throws(CRMError) -> GroupOrder {
        guard let (names, value) = GroupingJSON.path(item, endingAt: ["orderBy", "granularity"]) else {
            throw .invalidGrouping(.malformed(.orderBy))
        }
        if names.count == 2, names[0] == "aggregate" { return try aggregate(names[1], value) }
        guard case .object(let options) = value else {
            return GroupOrder(key: .dimension(try dimension(names, granularity: nil)), direction: try direction(value))
        }
        guard Set(["orderBy", "granularity"]).isSuperset(of: options.names) else { throw .invalidGrouping(.malformed(.orderBy)) }
        let granularity = try granularity(options["granularity"] ?? .null, of: names)
        return GroupOrder(
            key: .dimension(try dimension(names, granularity: granularity)), direction: try direction(options["orderBy"] ?? .null))
    }

    private func aggregate(_ name: String, _ value: JSONValue) throws(CRMError) -> GroupOrder {
        guard let aggregate = try Aggregate(named: name, in: scope) else { throw .invalidGrouping(.unknownAggregates([name])) }
        return GroupOrder(key: .aggregate(aggregate), direction: try direction(value))
    }

    private func dimension(_ names: [String], granularity: DateGranularity?) throws(CRMError) -> Int {
        let place = dimensions.firstIndex { dimension in
            dimension.names == names && (granularity == nil || dimension.granularity == granularity)
        }
        guard let place else { throw .invalidGrouping(.notGrouped(GroupingJSON.excerpt(names))) }
        return place
    }

    private func granularity(_ value: JSONValue, of names: [String]) throws(CRMError) -> DateGranularity? {
        if value == .null { return nil }
        guard case .string(let word) = value, let granularity = DateGranularity(rawValue: word) else {
            throw .invalidGrouping(.unknownGranularity(GroupingJSON.excerpt(value), field: GroupingJSON.excerpt(names)))
        }
        return granularity
    }

    private func direction(_ value: JSONValue) throws(CRMError) -> Ordering.Direction {
        guard case .string(let word) = value else { throw .invalidGrouping(.malformed(.orderBy)) }
        guard let direction = Ordering.Direction(rawValue: word) else {
            throw .invalidQuery(.unknownDirection(String(word.prefix(200))))
        }
        return direction
    }
}
