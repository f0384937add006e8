internal import Contracts
internal import HTTPTypes

/// What operators decide on sign-ups that await their approval.
struct ApprovalRoutes: Sendable {
    let tenants: TenantStore
    let approval: any TenantApproval

    var routes: [Route] {
        [
            Route(.post, "/api/admin/tenants/{id}/approve", .platform(minimum: .operator, approve)),
            Route(.post, "/api/admin/tenants/{id}/reject", .platform(minimum: .operator, reject)),
        ]
    }

    private func approve(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let name = try TenantName(context.request.pathParameters["id"])
        try await approval.approve(try await tenants.require(name).id, actor: context.actor)
        return .success(.object(JSONObject(try await tenants.require(name).members)))
    }

    private func reject(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let tenant = try await tenants.require(TenantName(context.request.pathParameters["id"]))
        try await approval.reject(tenant.id, actor: context.actor)
        return .success([:])
    }
}
