internal import Contracts
internal import FoundationEssentials
internal import HTTPTypes

/// Runs through the fleet that bring tenants' databases to this program's schema.
struct MigrationRoutes: Sendable {
    private static let path = "/api/admin/migrations"
    private static let maxBodyBytes = 4_096

    let fleet: any FleetMigrations
    let jobs: any JobQueue
    let cryptography: any Cryptography

    var routes: [Route] {
        [
            Route(
                .post, Self.path, .platform(minimum: .operator, begin), options: RouteOptions(maxBodyBytes: Self.maxBodyBytes)),
            Route(.get, Self.path + "/{id}", .platform(minimum: .operator, show)),
        ]
    }

    private func begin(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let options = try FleetOptions(request)
        let order = try await fleet.enter(options, .queued, actor: context.actor)
        jobs.wake()
        return try await jobs.accepted(order.id, below: Self.path)
    }

    private func show(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        guard let id = UUID(canonical: context.request.pathParameters["id"]) else { throw AdminError.malformedJob }
        let query = try FailureListQuery(QueryParameters(request.query), of: id, cryptography)
        guard let report = try await fleet.report(of: id), let job = try await jobs.find(id) else {
            throw AdminError.migrationNotFound
        }
        var page = try await fleet.failures(of: id, after: query.position, limit: query.limit + 1)
        var next: String?
        // One more than asked for was read: it tells whether the list goes on.
        if page.count > query.limit {
            page.removeLast()
            next = try page.last.map { try query.cursor(behind: $0, cryptography) }
        }
        var members = report.members
        members["job"] = job.json
        members["failed"] = .array(page.map(\.json))
        members["next_cursor"] = .optional(next)
        return .success(.object(members))
    }
}
