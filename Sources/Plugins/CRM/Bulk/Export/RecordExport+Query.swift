import Contracts

extension RecordExport {
    /// What the query of an export asks for.
    ///
    /// - Throws: `BulkError` and `CRMError`.
    init(_ query: QueryParameters, in scope: RecordScope) throws {
        let name = query.all("format").last ?? BulkFormat.csv.rawValue
        guard let format = BulkFormat(rawValue: name) else { throw BulkError.invalidParameter("format", "must be csv or jsonl") }
        for name in ["filter", "order_by"] where query.names.contains(name) { throw CRMError.unsupported("'\(name)'") }
        let whole = scope.permissions.shape(of: scope.object)
        // What PostgreSQL makes of a record for its search is of no use elsewhere.
        let shape = RecordShape(whole.fields.filter { $0.type != .searchVector })
        self.init(
            shape: shape, format: format,
            statement: """
                SELECT \(shape.selectList) FROM \(identifier: scope.object.table) AS \(identifier: RecordSource.record)
                WHERE \(identifier: RecordSource.record)."deletedAt" IS NULL ORDER BY \(identifier: RecordSource.record)."id"
                """)
    }
}
