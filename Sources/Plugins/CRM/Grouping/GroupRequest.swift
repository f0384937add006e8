import Contracts

/// Which groups of an object's records are asked for, and what is to be told of them.
struct GroupRequest: Sendable {
    /// Groups when the request says nothing, and at most.
    static let usualLimit = 50
    static let largestLimit = 200
    /// The parameter as Twenty reads it, and as its OpenAPI document calls it.
    private static let viewNames = ["viewId", "view_id"]

    let dimensions: [GroupDimension]
    let aggregates: [Aggregate]
    let orders: [GroupOrder]
    let filter: Filter?
    let limit: Int
    /// The order of the records that are shown with each group; nil when none are.
    let sample: Ordering?

    /// - Throws: `CRMError` for what cannot be understood or may not be read.
    init(_ query: QueryParameters, for scope: RecordScope) throws(CRMError) {
        for name in Self.viewNames {
            guard let view = query.single(name), !view.isEmpty else { continue }
            throw .invalidGrouping(.viewNotFound(String(view.prefix(200))))
        }
        dimensions = try GroupParser.parse(query.single("group_by"), for: scope)
        aggregates = try Aggregate.parse(query.single("aggregate"), in: scope)
        orders = try GroupOrderParser.parse(query.single("order_by"), of: dimensions, for: scope)
        filter = try PageRequest.filter(query, in: scope)
        limit = try PageRequest.limit(query.joined("limit"), usual: Self.usualLimit, largest: Self.largestLimit)
        let showsRecords = query.single("include_records_sample") == "true"
        sample = showsRecords ? try PageRequest.ordering(query, "order_by_for_records", in: scope) : nil
    }
}
