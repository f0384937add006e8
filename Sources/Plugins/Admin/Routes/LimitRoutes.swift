internal import Contracts
internal import HTTPTypes

/// What a tenant is entitled to. Operators alone decide, and a change holds at once.
struct LimitRoutes: Sendable {
    private static let maxBodyBytes = 16_384

    let tenants: TenantStore
    let entitlements: any TenantEntitlements

    var routes: [Route] {
        let options = RouteOptions(maxBodyBytes: Self.maxBodyBytes)
        return [
            Route(.patch, "/api/admin/tenants/{id}/limits", .platform(minimum: .operator, change), options: options),
            Route(.post, "/api/admin/tenants/{id}/plan", .platform(minimum: .operator, changePlan), options: options),
        ]
    }

    private func change(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let order = try LimitOrder(request.jsonObject())
        return answer(try await entitlements.change(order.changes, of: tenant(context), actor: context.actor))
    }

    private func changePlan(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        var fields = FieldReader(try request.jsonObject())
        let plan = fields.string("plan", length: 1...100)
        try fields.finish()
        return answer(try await entitlements.changePlan(plan, of: tenant(context), actor: context.actor))
    }

    private func tenant(_ context: OperatorRequestContext) async throws -> TenantID {
        let name = try TenantName(context.request.pathParameters["id"])
        guard let tenant = try await tenants.find(name) else { throw AdminError.tenantNotFound }
        return tenant.id
    }

    private func answer(_ entitlement: TenantEntitlement) -> Response {
        .success(["plan": .string(entitlement.plan.name), "limits": entitlement.json()])
    }
}
