import Contracts
import HTTPTypes

extension RecordRoutes {
    @Sendable func create(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        try RecordQuery.check(try QueryParameters(request.query))
        let store = try await store(context)
        try store.object.require(.create, for: context.principal.role)
        let input = try RecordInput(try request.jsonObject(), for: store.object, operation: .create)
        let row = try await store.insert(input.values, by: context.principal)
        return Self.answer(store.object.key("create"), row, of: store.object, status: .created)
    }

    @Sendable func update(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let id = try identifier(context)
        try RecordQuery.check(try QueryParameters(request.query))
        let store = try await store(context)
        try store.object.require(.update, for: context.principal.role)
        let body = try request.jsonObject()
        try store.object.requireWritable(body.names)
        let input = try RecordInput(body, for: store.object, operation: .update)
        let row = try await store.update(id, input.values, by: context.principal)
        return Self.answer(store.object.key("update"), row, of: store.object)
    }

    @Sendable func delete(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let id = try identifier(context)
        let query = try QueryParameters(request.query)
        let store = try await store(context)
        try store.object.require(.delete, for: context.principal.role)
        if RecordQuery.isSoftDelete(query) {
            try await store.softDelete(id)
        } else {
            try await store.destroy(id)
        }
        let answer: JSONValue = ["id": .string(id.canonical)]
        return .json(JSONWriter.encode(["data": .object(JSONObject([JSONMember(store.object.key("delete"), answer)]))]))
    }

    /// Twenty refuses to delete everything by leaving the filter out.
    @Sendable func refuseBulkDelete(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let query = try QueryParameters(request.query)
        _ = try await store(context)
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
