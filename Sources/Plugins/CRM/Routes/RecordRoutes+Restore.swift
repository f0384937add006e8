import Contracts
import HTTPTypes

extension RecordRoutes {
    /// Twenty's older paths begin with `restore`, its newer ones end with it.
    func restoreRoutes(below prefix: String) -> [Route] {
        [
            write(.patch, prefix + "/restore/{objects}", restoreMany), write(.patch, prefix + "/{objects}/restore", restoreMany),
            write(.patch, prefix + "/restore/{objects}/{id}", restoreOne),
            write(.patch, prefix + "/{objects}/{id}/restore", restoreOne),
        ]
    }

    @Sendable func restoreOne(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let id = try identifier(context)
        let query = try QueryParameters(request.query)
        let scope = try await scope(context)
        try scope.permissions.require(.restore, on: scope.object)
        let reader = RecordReader(scope, try RecordView(query, in: scope))
        return try reader.answer(
            scope.object.key("restore"), one: try await RecordEditor(scope, reader.view).remove(id, .restore))
    }

    /// Without a filter all that is deleted comes back.
    @Sendable func restoreMany(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let query = try QueryParameters(request.query)
        let scope = try await scope(context)
        try scope.permissions.require(.restore, on: scope.object)
        let filter = try PageRequest.filter(query, in: scope) ?? Filter.deleted(in: scope.object)
        let reader = RecordReader(scope, try RecordView(query, in: scope))
        return reader.answer(
            scope.object.keyOfMany("restore"),
            all: try await RecordEditor(scope, reader.view).remove(filter, .restore, as: .restore))
    }
}

extension Filter {
    /// The records that are softly deleted.
    fileprivate static func deleted(in object: ObjectDescription) -> Filter? {
        guard let field = object.field(named: "deletedAt"), let column = field.columns.first else { return nil }
        return .comparison(Comparison(path: ColumnPath(object: object, field: field, column: column), test: .isNull(false)))
    }
}
