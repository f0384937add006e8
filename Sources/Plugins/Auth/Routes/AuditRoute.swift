internal import Contracts
internal import HTTPTypes

/// An organization's own audit log, for its administrators. It is the caller's organization by their token; no parameter names one.
struct AuditRoute: Sendable {
    let listing: AuditListing
    let administration: Administration

    var routes: [Route] {
        [Route(.get, "/api/audit", .tenant(minimum: .admin, list), options: RouteOptions(isStreamed: true))]
    }

    private func list(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let user = try await administration.require(context)
        return try await listing.answer(request, of: context.tenant.id, to: user.actor)
    }
}
