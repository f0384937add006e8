import Contracts
import HTTPTypes

extension RecordRoutes {
    func mergeRoutes(below prefix: String) -> [Route] {
        let pattern = prefix + "/{objects}/merge"
        return [write(.patch, pattern, merge), write(.put, pattern, merge)]
    }

    /// The records that lose are deleted for good, so the caller must be allowed that as well.
    @Sendable func merge(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let query = try QueryParameters(request.query)
        let scope = try await scope(context)
        for operation in [RecordOperation.read, .update, .destroy] { try scope.permissions.require(operation, on: scope.object) }
        let reader = RecordReader(scope, try RecordView(query, in: scope))
        guard !scope.object.duplicateCriteria.isEmpty else {
            throw CRMError.invalidMerge(.noCriteria(object: scope.object.singular))
        }
        let merge = try MergeRequest(try request.jsonObject())
        return try reader.answer(
            scope.object.key("merge"), one: try await RecordMerger(scope: scope, view: reader.view).merge(merge))
    }
}
