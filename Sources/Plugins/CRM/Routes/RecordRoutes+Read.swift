import Contracts
import HTTPTypes

extension RecordRoutes {
    @Sendable func findMany(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let query = try QueryParameters(request.query)
        try RecordQuery.check(query)
        let page = try PageRequest(query)
        return .json(try await store(context).page(page).encoded())
    }

    @Sendable func findOne(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let id = try identifier(context)
        try RecordQuery.check(try QueryParameters(request.query))
        let store = try await store(context)
        return Self.answer(store.object.singular, try await store.record(id), of: store.object)
    }

    /// One record in Twenty's envelope.
    static func answer(
        _ key: String, _ row: Row, of object: ObjectDescription, status: HTTPResponse.Status = .ok
    ) -> Response {
        var encoder = RecordEncoder(capacity: 2048)
        encoder.append("{\"data\":{\"")
        encoder.append(key)
        encoder.append("\":")
        encoder.append(row, as: object.template)
        encoder.append("}}")
        return .json(encoder.bytes, status: status)
    }
}
