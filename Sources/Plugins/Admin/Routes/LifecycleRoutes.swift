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
            Route(.post, "/api/admin/tenants/{id}/restore", .platform(minimum: .superadmin, restore), options: options),
        ]
    }

    private func suspend(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let name = try TenantName(context.request.pathParameters["id"])
        var fields = FieldReader(try request.jsonObject())
        let reason = fields.string("reason", length: TenantStatus.suspensionReasonLengths)
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
        let name = try TenantName(context.request.pathParameters["id"])
        var reader = ParameterReader(try QueryParameters(request.query), known: ["grace_hours"])
        let hours = reader.value("grace_hours", "must be from 0 to 8760") {
            Int($0).flatMap { DeletionOutcome.graceHours.contains($0) ? $0 : nil }
        }
        try reader.finish()
        let tenant = try await tenants.require(name)
        let grace = hours.map { Duration.seconds($0 * 3600) }
        switch try await lifecycle.delete(tenant.id, grace: grace, actor: context.actor) {
        case .erased(let receipt): return .success(.object(receipt.json))
        // RFC 9110 §15.3.3: accepted, and not done yet.
        case .due: return try await answer(tenant.id, status: .accepted)
        }
    }

    private func restore(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let tenant = try await tenants.require(TenantName(context.request.pathParameters["id"]))
        try await lifecycle.restore(tenant.id, actor: context.actor)
        return try await answer(tenant.id)
    }

    /// The tenant as it is after the change.
    private func answer(_ id: TenantID, status: HTTPResponse.Status = .ok) async throws -> Response {
        .success(.object(JSONObject(try await tenants.require(.id(id)).members)), status: status)
    }
}
