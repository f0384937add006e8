internal import Contracts
internal import HTTPTypes

/// Which Twenty server of its own a tenant has. Operators alone decide: it is where the tenant's requests go.
struct UpstreamRoutes: Sendable {
    private static let pattern = "/api/admin/tenants/{id}/crm-upstream"
    private static let maxBodyBytes = 16_384

    let tenants: TenantStore
    let upstreams: any TenantUpstreams

    var routes: [Route] {
        let options = RouteOptions(maxBodyBytes: Self.maxBodyBytes)
        return [
            Route(.get, Self.pattern, .platform(minimum: .operator, show), options: options),
            Route(.put, Self.pattern, .platform(minimum: .operator, set), options: options),
            Route(.delete, Self.pattern, .platform(minimum: .operator, clear), options: options),
        ]
    }

    private func show(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        guard let upstream = try await upstreams.upstream(of: tenant(context)) else { throw AdminError.noUpstream }
        return Self.answer(upstream)
    }

    private func set(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let order = try Self.order(request.jsonObject())
        return Self.answer(try await upstreams.set(order, of: tenant(context), actor: context.actor))
    }

    private func clear(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        guard try await upstreams.clear(tenant(context), actor: context.actor) else { throw AdminError.noUpstream }
        return .success([:])
    }

    private func tenant(_ context: OperatorRequestContext) async throws -> TenantID {
        let name = try TenantName(context.request.pathParameters["id"])
        return try await tenants.require(name).id
    }

    private static func order(_ body: JSONObject) throws(RequestFault) -> UpstreamOrder {
        var fields = FieldReader(body)
        let url = fields.string("url", length: 1...300)
        let key = fields.secret("api_key", bytes: 1...4096)
        var paths: [String]?
        switch body["paths"] {
        case nil, .null: break
        case .array(let names)?:
            paths = names.compactMap { if case .string(let name) = $0 { name } else { nil } }
            if paths?.count != names.count { fields.fail("paths", "must be a list of strings") }
        case let other?: fields.fail("paths", "must be a list of strings, not \(other.kind)")
        }
        try fields.finish()
        return UpstreamOrder(url: url, apiKey: key, paths: paths)
    }

    private static func answer(_ upstream: TenantUpstream) -> Response {
        .success([
            "url": .string(upstream.url), "paths": .array(upstream.paths.map { .string($0) }),
            "changed_at": .string(upstream.changedAt),
        ])
    }
}
