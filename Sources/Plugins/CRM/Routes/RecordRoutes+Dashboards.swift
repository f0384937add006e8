import Contracts
import FoundationEssentials
import HTTPTypes

extension RecordRoutes {
    func dashboardRoutes(below prefix: String) -> [Route] {
        [write(.post, prefix + "/dashboards/{id}/duplicate", duplicateDashboard)]
    }

    /// A dashboard under the title of another. Twenty copies the page layout as well, which no record here has.
    @Sendable func duplicateDashboard(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let id = try identifier(context)
        let query = try QueryParameters(request.query)
        let scope = try await scope(context, of: "dashboards")
        for operation in [RecordOperation.read, .create] { try scope.permissions.require(operation, on: scope.object) }
        let reader = RecordReader(scope, try RecordView(query, in: scope))
        let body = try await copy(of: id, in: scope)
        let input = try RecordInput(body, for: scope.object, operation: .create, in: scope.catalogue)
        try scope.allowance.requireStorage()
        return try reader.answer(
            scope.object.key("duplicate"), one: try await RecordEditor(scope, reader.view).create([input]), status: .created)
    }

    /// What a copy of the record is made of.
    private func copy(of id: UUID, in scope: RecordScope) async throws -> JSONObject {
        let view = RecordView(of: scope)
        let original = try await RecordStore(scope, view).record(id)
        guard let title = scope.object.field(named: "title") else { return JSONObject() }
        try scope.permissions.requireReadable(title, of: scope.object)
        try scope.permissions.requireWritable([title.name], of: scope.object)
        let text = view.shape.position(of: title).flatMap { original.text($0) } ?? ""
        return JSONObject([JSONMember(title.name, .string(text + " (Copy)"))])
    }
}
