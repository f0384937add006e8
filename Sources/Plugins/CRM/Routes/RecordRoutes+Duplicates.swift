import Contracts

extension RecordRoutes {
    func duplicateRoutes(below prefix: String) -> [Route] {
        [search(prefix + "/{objects}/duplicates", findDuplicates)]
    }

    @Sendable func findDuplicates(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let query = try QueryParameters(request.query)
        let scope = try await scope(context)
        try scope.permissions.require(.read, on: scope.object)
        let reader = RecordReader(scope, try RecordView(query, in: scope))
        let wanted = try DuplicateRequest(try request.jsonObject())
        let search = DuplicateSearch(scope, reader.view)
        let duplicates = try await search.duplicates(of: try await search.candidates(for: wanted))
        let relations = try await reader.relations(of: duplicates.flatMap { $0 })
        return reader.response(DuplicateAnswer(view: reader.view, duplicates: duplicates, relations: relations).encoded())
    }
}
