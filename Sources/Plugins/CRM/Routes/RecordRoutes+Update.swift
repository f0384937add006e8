import Contracts
import FoundationEssentials
import HTTPTypes

extension RecordRoutes {
    func updateRoutes(below prefix: String) -> [Route] {
        let many = prefix + "/{objects}"
        let one = prefix + "/{objects}/{id}"
        return [
            write(.patch, one, updateOne), write(.put, one, updateOne), write(.patch, many, updateMany),
            write(.put, many, updateMany),
        ]
    }

    @Sendable func updateOne(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let id = try identifier(context)
        let query = try QueryParameters(request.query)
        let scope = try await scope(context)
        let input = try update(request, of: id, in: scope)
        let reader = RecordReader(scope, try RecordView(query, in: scope))
        return try reader.answer(scope.object.key("update"), one: try await RecordEditor(scope, reader.view).update(id, input))
    }

    /// Without a filter every record is meant, and the bound on their number is all that holds.
    @Sendable func updateMany(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let query = try QueryParameters(request.query)
        let scope = try await scope(context)
        // Members are corrected one by one.
        guard scope.object.singular != "workspaceMember" else { throw CRMError.notPermitted }
        try scope.permissions.require(.update, on: scope.object)
        let filter = try PageRequest.filter(query, in: scope)
        let input = try update(request, in: scope)
        let reader = RecordReader(scope, try RecordView(query, in: scope))
        return reader.answer(
            scope.object.keyOfMany("update"), all: try await RecordEditor(scope, reader.view).update(filter, input))
    }

    /// - Parameter id: of the one record that is meant; a body that says it says nothing new.
    private func update(_ request: Request, of id: UUID? = nil, in scope: RecordScope) throws -> RecordInput {
        try scope.permissions.require(.update, on: scope.object)
        var body = try request.jsonObject()
        if let id, case .string(let text)? = body["id"], RecordID.parse(text) == id { body["id"] = nil }
        try scope.permissions.requireWritable(body.names, of: scope.object)
        return try RecordInput(body, for: scope.object, operation: .update, in: scope.catalogue)
    }
}
