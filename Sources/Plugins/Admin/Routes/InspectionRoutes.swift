internal import Contracts
internal import HTTPTypes

/// What operators may look at.
struct InspectionRoutes: Sendable {
    let tenants: TenantStore
    let inspector: DatabaseInspector
    let entitlements: any TenantEntitlements
    let traffic: any TenantTraffic
    let pools: any PoolManager
    let plans: PlanCatalogue
    let cryptography: any Cryptography

    var routes: [Route] {
        [
            Route(.get, "/api/admin/tenants", .platform(minimum: .operator, list)),
            Route(.get, "/api/admin/tenants/{id}", .platform(minimum: .operator, show)),
            Route(.get, "/api/admin/stats", .platform(minimum: .operator, statistics)),
            Route(.get, "/api/admin/pools/stats", .platform(minimum: .operator, poolStatistics)),
        ]
    }

    private func list(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let query = try TenantListQuery(QueryParameters(request.query), plans: plans, cryptography)
        var (page, total) = try await tenants.list(query)
        var next: String?
        // The store reads one more than asked for: it tells whether the list goes on.
        if page.count > query.limit {
            page.removeLast()
            next = try page.last.map {
                try ListCursor(position: $0.position, id: $0.id.uuid).sealed(for: query.filter.list, cryptography)
            }
        }
        return .success([
            "tenants": .array(page.map { .object(JSONObject($0.members)) }), "total": .integer(total),
            "next_cursor": .optional(next),
        ])
    }

    private func show(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let name = try TenantName(context.request.pathParameters["id"])
        let record = try await tenants.require(name)
        guard let entitlement = try await entitlements.entitlement(of: record.id) else { throw AdminError.tenantNotFound }
        let counts = try await tenants.counts(of: record.id)
        let details = TenantDetails(
            record: record, members: counts.members, activeSessions: counts.sessions,
            database: try await inspector.inspect(record, context.request.logger),
            pool: pools.statistics().pools.first { $0.tenant == record.id }, entitlement: entitlement,
            traffic: traffic.traffic(of: record.id))
        return .success(details.json)
    }

    private func statistics(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        .success(try await tenants.statistics().json)
    }

    private func poolStatistics(_ request: Request, _ context: OperatorRequestContext) -> Response {
        .success(pools.statistics().json)
    }
}
