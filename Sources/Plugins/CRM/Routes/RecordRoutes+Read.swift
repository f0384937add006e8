import Contracts
import HTTPTypes

extension RecordRoutes {
    func readRoutes(below prefix: String) -> [Route] {
        [read(prefix + "/{objects}", findMany), read(prefix + "/{objects}/{id}", findOne)]
    }

    @Sendable func findMany(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let query = try QueryParameters(request.query)
        try RecordQuery.check(query)
        let page = try PageRequest(query)
        let scope = try await scope(context)
        try scope.permissions.require(.read, on: scope.object)
        return .json(try await RecordStore(scope).page(page).encoded())
    }

    @Sendable func findOne(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let id = try identifier(context)
        try RecordQuery.check(try QueryParameters(request.query))
        let scope = try await scope(context)
        try scope.permissions.require(.read, on: scope.object)
        return Self.answer(scope.object.singular, try await RecordStore(scope).record(id), of: scope.object)
    }

    /// One record in Twenty's envelope.
    static func answer(
        _ key: String, _ row: Row, of object: ObjectDescription, status: HTTPResponse.Status = .ok
    ) -> Response {
        var encoder = RecordEncoder(capacity: 2048)
        encoder.append("{\"data\":{\"")
        encoder.append(key)
        encoder.append("\":")
        encoder.append(row, as: object.shape.template)
        encoder.append("}}")
        return .json(encoder.bytes, status: status)
    }
}
