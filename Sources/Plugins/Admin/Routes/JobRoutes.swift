internal import Contracts
internal import FoundationEssentials
internal import HTTPTypes

/// The work that outlives hosts, as operators look at it.
struct JobRoutes: Sendable {
    static let path = "/api/admin/jobs"

    let jobs: any JobQueue
    let cryptography: any Cryptography

    var routes: [Route] {
        [
            Route(.get, Self.path, .platform(minimum: .operator, list)),
            Route(.get, Self.path + "/{id}", .platform(minimum: .operator, show)),
        ]
    }

    static func path(of job: UUID) -> String { "\(path)/\(job.canonical)" }

    private func list(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let query = try JobListQuery(QueryParameters(request.query), cryptography)
        var (page, total) = try await jobs.list(query.filter, after: query.position, limit: query.limit + 1)
        var next: String?
        // One more than asked for was read: it tells whether the list goes on.
        if page.count > query.limit {
            page.removeLast()
            next = try page.last.map { try query.cursor(behind: $0, cryptography) }
        }
        return .success([
            "jobs": .array(page.map(\.json)), "total": .integer(total), "next_cursor": .optional(next),
        ])
    }

    private func show(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        guard let id = UUID(canonical: context.request.pathParameters["id"]) else { throw AdminError.malformedJob }
        guard let job = try await jobs.find(id) else { throw AdminError.jobNotFound }
        return .success(job.json)
    }
}
