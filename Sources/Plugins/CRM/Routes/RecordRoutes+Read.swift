import Contracts

extension RecordRoutes {
    func readRoutes(below prefix: String) -> [Route] {
        [read(prefix + "/{objects}", findMany), read(prefix + "/{objects}/{id}", findOne)]
    }

    @Sendable func findMany(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let query = try QueryParameters(request.query)
        let scope = try await scope(context)
        try scope.permissions.require(.read, on: scope.object)
        let page = try PageRequest(query, in: scope)
        let reader = RecordReader(scope, try RecordView(query, in: scope))
        let records = try await RecordStore(scope, reader.view).page(page)
        let relations = reader.view.expansions.isEmpty ? .none : try await reader.relations(of: records.shown)
        return reader.response(records.encoded(as: reader.view, with: relations))
    }

    @Sendable func findOne(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let id = try identifier(context)
        let query = try QueryParameters(request.query)
        let scope = try await scope(context)
        try scope.permissions.require(.read, on: scope.object)
        let reader = RecordReader(scope, try RecordView(query, in: scope))
        let row = try await RecordStore(scope, reader.view).record(id)
        return try reader.answer(scope.object.singular, one: try await reader.completed([row]))
    }
}
