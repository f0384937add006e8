internal import Contracts
internal import HTTPTypes

/// The audit log of the whole platform, for its operators.
struct AuditRoutes: Sendable {
    let listing: AuditListing

    var routes: [Route] {
        [Route(.get, "/api/admin/audit", .platform(minimum: .operator, list), options: RouteOptions(isStreamed: true))]
    }

    private func list(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        try await listing.answer(request, of: nil, to: context.actor)
    }
}
