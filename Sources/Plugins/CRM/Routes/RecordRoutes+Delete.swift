import Contracts
import HTTPTypes

extension RecordRoutes {
    func deleteRoutes(below prefix: String) -> [Route] {
        [write(.delete, prefix + "/{objects}/{id}", deleteOne), write(.delete, prefix + "/{objects}", deleteMany)]
    }

    @Sendable func deleteOne(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let id = try identifier(context)
        let kind = RecordRemoval.Kind(try QueryParameters(request.query))
        let scope = try await scope(context)
        try scope.permissions.require(kind.operation, on: scope.object)
        _ = try await RecordEditor(idsOf: scope).remove(id, kind)
        return Self.deleted(scope.object.key("delete"), ["id": .string(id.canonical)])
    }

    /// Twenty refuses to delete everything by leaving the filter out.
    @Sendable func deleteMany(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let query = try QueryParameters(request.query)
        let kind = RecordRemoval.Kind(query)
        let scope = try await scope(context)
        try scope.permissions.require(kind.operation, on: scope.object)
        guard let filter = try PageRequest.filter(query, in: scope) else {
            throw CRMError.filterRequired(isSoftDelete: kind == .softDelete)
        }
        let records = try await RecordEditor(idsOf: scope).remove(filter, kind, as: kind == .softDelete ? .delete : .destroy)
        return Self.deleted(
            scope.object.keyOfMany("delete"), .array(records.rows.map { ["id": .string($0.text(0) ?? "")] }))
    }

    private static func deleted(_ key: String, _ answer: JSONValue) -> Response {
        .json(JSONWriter.encode(["data": .object(JSONObject([JSONMember(key, answer)]))]))
    }
}

extension RecordRemoval.Kind {
    /// What a DELETE asks for.
    fileprivate init(_ query: QueryParameters) { self = query.single("soft_delete") == "true" ? .softDelete : .destroy }

    fileprivate var operation: RecordOperation {
        switch self {
        case .destroy: .destroy
        case .softDelete: .softDelete
        case .restore: .restore
        }
    }
}
