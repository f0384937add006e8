import Contracts

extension RecordExport {
    /// What the query of an export asks for.
    ///
    /// - Throws: `BulkError` and `CRMError`.
    init(_ query: QueryParameters, in scope: RecordScope) throws {
        let name = query.all("format").last ?? BulkFormat.csv.rawValue
        guard let format = BulkFormat(rawValue: name) else { throw BulkError.invalidParameter("format", "must be csv or jsonl") }
        let whole = scope.permissions.shape(of: scope.object)
        // What PostgreSQL makes of a record for its search is of no use elsewhere.
        let shape = RecordShape(whole.fields.filter { $0.type != .searchVector })
        let ordering = try PageRequest.ordering(query, in: scope)
        var source = RecordSource(scope.object)
        let condition = source.visible(try PageRequest.filter(query, in: scope))
        let order = Ordering.clause(of: ordering.steps(for: scope.object), in: &source)
        self.init(
            shape: shape, format: format,
            statement: "SELECT \(shape.selectList) FROM \(source.clause) WHERE \(condition) ORDER BY \(order)")
    }
}
