import Contracts

extension RecordRoutes {
    func groupRoutes(below prefix: String) -> [Route] {
        [read(prefix + "/{objects}/groupBy", groupRecords)]
    }

    @Sendable func groupRecords(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let query = try QueryParameters(request.query)
        let scope = try await scope(context)
        try scope.permissions.require(.read, on: scope.object)
        let groups = try await RecordGroups.find(try GroupRequest(query, for: scope), in: scope)
        return .json(groups.encoded())
    }
}
