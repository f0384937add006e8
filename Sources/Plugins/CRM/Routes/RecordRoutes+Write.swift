import Contracts
import HTTPTypes

extension RecordRoutes {
    func writeRoutes(below prefix: String) -> [Route] {
        let many = prefix + "/{objects}"
        let one = prefix + "/{objects}/{id}"
        return [
            write(.post, many, create), write(.post, one, refuse),
            write(.patch, one, update), write(.put, one, update),
            write(.patch, many, refuse), write(.put, many, refuse),
            write(.delete, one, delete), write(.delete, many, refuseBulkDelete),
            write(.patch, one + "/restore", refuseRestore), write(.patch, prefix + "/restore/{objects}/{id}", refuseRestore),
        ]
    }

    @Sendable func create(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let query = try QueryParameters(request.query)
        try RecordQuery.check(query)
        let scope = try await scope(context)
        try scope.permissions.require(.create, on: scope.object)
        let input = try RecordInput(try request.jsonObject(), for: scope.object, operation: .create)
        let reader = RecordReader(scope, try RecordView(query, in: scope))
        let row = try await RecordStore(scope, reader.view).insert(input.values, by: scope.caller)
        return try await reader.answer(scope.object.key("create"), row, status: .created, most: .creation)
    }

    @Sendable func update(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let id = try identifier(context)
        let query = try QueryParameters(request.query)
        try RecordQuery.check(query)
        let scope = try await scope(context)
        try scope.permissions.require(.update, on: scope.object)
        let body = try request.jsonObject()
        try scope.permissions.requireWritable(body.names, of: scope.object)
        let input = try RecordInput(body, for: scope.object, operation: .update)
        let reader = RecordReader(scope, try RecordView(query, in: scope))
        let row = try await RecordStore(scope, reader.view).update(id, input.values, by: scope.caller)
        return try await reader.answer(scope.object.key("update"), row)
    }

    @Sendable func delete(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let id = try identifier(context)
        let query = try QueryParameters(request.query)
        let scope = try await scope(context)
        let store = RecordStore(scope)
        if RecordQuery.isSoftDelete(query) {
            try scope.permissions.require(.softDelete, on: scope.object)
            try await store.softDelete(id)
        } else {
            try scope.permissions.require(.destroy, on: scope.object)
            try await store.destroy(id)
        }
        let answer: JSONValue = ["id": .string(id.canonical)]
        return .json(JSONWriter.encode(["data": .object(JSONObject([JSONMember(scope.object.key("delete"), answer)]))]))
    }

    /// Twenty refuses to delete everything by leaving the filter out.
    @Sendable func refuseBulkDelete(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let query = try QueryParameters(request.query)
        _ = try await scope(context)
        guard query.single("filter") != nil else { throw CRMError.filterRequired(isSoftDelete: RecordQuery.isSoftDelete(query)) }
        throw CRMError.unsupported("Deleting many records")
    }

    /// What Twenty has at this path and this engine has not yet; any other path is none of Twenty's.
    @Sendable func refuse(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let path = context.request.pathParameters
        guard let operation = UnsupportedOperation(objects: path["objects"], id: path["id"]) else { throw CRMError.invalidPath }
        throw CRMError.unsupported(operation.rawValue)
    }

    @Sendable func refuseRestore(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        throw CRMError.unsupported(UnsupportedOperation.restore.rawValue)
    }

    @Sendable func refusePath(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        throw CRMError.invalidPath
    }
}
