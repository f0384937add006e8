internal import Contracts
internal import FoundationEssentials
internal import HTTPTypes

/// The API keys of an organization, for its administrators. A key does not manage keys.
struct APIKeyRoutes: Sendable {
    private static let maxBodyBytes = 16_384

    let keys: APIKeyService
    let administration: Administration

    var routes: [Route] {
        let options = RouteOptions(maxBodyBytes: Self.maxBodyBytes)
        return [
            Route(.get, "/api/api-keys", .tenant(minimum: .admin, list)),
            Route(.post, "/api/api-keys", .tenant(minimum: .admin, create), options: options),
            Route(.get, "/api/api-keys/{id}", .tenant(minimum: .admin, find)),
            Route(.patch, "/api/api-keys/{id}", .tenant(minimum: .admin, change), options: options),
            Route(.delete, "/api/api-keys/{id}", .tenant(minimum: .admin, revoke)),
        ]
    }

    private func list(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let page = try ListPage(request)
        // One more than asked for tells whether there is a next page.
        var found = try await keys.list(context.tenant.id, after: page.after, limit: page.limit + 1)
        let hasMore = found.count > page.limit
        if hasMore { found.removeLast() }
        return .success([
            "api_keys": .array(found.map { .object($0.json) }),
            "next_after": hasMore ? .optional(found.last?.id.canonical) : nil,
        ])
    }

    private func create(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let actor = try await administration.require(context)
        let (key, token) = try await keys.create(request.jsonObject(), by: actor, in: context.database)
        var data = key.json
        data["token"] = .string(token)
        return .success(.object(data), status: .created)
    }

    private func find(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        .success(.object(try await keys.find(try id(context), of: context.tenant.id).json))
    }

    private func change(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let actor = try await administration.require(context)
        let key = try await keys.change(try id(context), request.jsonObject(), by: actor, in: context.database)
        return .success(.object(key.json))
    }

    private func revoke(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let id = try id(context)
        try await keys.revoke(id, by: try await administration.require(context))
        return .success([:])
    }

    private func id(_ context: TenantRequestContext) throws(RequestFault) -> UUID {
        guard let id = UUID(canonical: context.request.pathParameters["id"]) else { throw .invalidIdentifier(name: "id") }
        return id
    }
}
