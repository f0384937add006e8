internal import Contracts
internal import FoundationEssentials
internal import HTTPTypes

/// What operators may do to a tenant. The lifecycle guards each transition and writes the audit trail.
struct LifecycleRoutes: Sendable {
    private static let maxBodyBytes = 16_384

    let tenants: TenantStore
    let lifecycle: any TenantLifecycle

    var routes: [Route] {
        let options = RouteOptions(maxBodyBytes: Self.maxBodyBytes)
        return [
            Route(.post, "/api/admin/tenants/{id}/suspend", .platform(minimum: .operator, suspend), options: options),
            Route(.post, "/api/admin/tenants/{id}/activate", .platform(minimum: .operator, activate), options: options),
            Route(.delete, "/api/admin/tenants/{id}", .platform(minimum: .superadmin, delete), options: options),
        ]
    }

    private func suspend(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let name = try TenantName(context.request.pathParameters["id"])
        var fields = FieldReader(try request.jsonObject())
        let reason = fields.string("reason", length: 1...500)
        try fields.finish()
        let tenant = try await tenants.require(name)
        try await lifecycle.suspend(tenant.id, reason: reason, actor: context.actor)
        return try await answer(tenant.id)
    }

    private func activate(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let tenant = try await tenants.require(TenantName(context.request.pathParameters["id"]))
        try await lifecycle.activate(tenant.id, actor: context.actor)
        return try await answer(tenant.id)
    }

    private func delete(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let tenant = try await tenants.require(TenantName(context.request.pathParameters["id"]))
        let receipt = try await lifecycle.delete(tenant.id, actor: context.actor)
        return .success([
            "receipt_id": .string(receipt.receiptID.canonical), "tenant_id": .string(receipt.tenant.description),
            "erased_accounts": .integer(receipt.erasedAccounts), "completed_at": .string(receipt.completedAt),
        ])
    }

    /// The tenant as it is after the change.
    private func answer(_ id: TenantID) async throws -> Response {
        .success(.object(JSONObject(try await tenants.require(.id(id)).members)))
    }
}
