internal import Contracts
internal import FoundationEssentials
internal import HTTPTypes

/// Moves of tenants between database servers, for those who wait for them and those who look later.
struct MoveRoutes: Sendable {
    private static let maxBodyBytes = 4_096
    /// How often the job is looked at by who waits for it.
    private static let look: Duration = .milliseconds(50)
    /// So long before the request's end the answer is that it goes on.
    private static let reserve: Duration = .milliseconds(500)

    let tenants: TenantStore
    let moving: any TenantMoving
    let jobs: any JobQueue

    var routes: [Route] {
        [
            Route(
                .post, "/api/admin/tenants/{id}/move", .platform(minimum: .operator, move),
                options: RouteOptions(maxBodyBytes: Self.maxBodyBytes))
        ]
    }

    private func move(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let name = try TenantName(context.request.pathParameters["id"])
        var fields = FieldReader(try request.jsonObject())
        let server = fields.string("server", length: 1...63)
        try fields.finish()
        let tenant = try await tenants.require(name)
        let job = try await moving.enqueue(tenant.id, to: server, actor: context.actor)
        let isAwaited = !Preferences(request.fields).respondAsync
        guard isAwaited, try await hasEnded(job) else { return try await jobs.accepted(job, isPreferred: !isAwaited) }
        return .success(.object(JSONObject(try await tenants.require(.id(tenant.id)).members)))
    }

    /// - Throws: what the job's row says of why it failed.
    private func hasEnded(_ id: UUID) async throws -> Bool {
        let deadline = (RequestScope.current?.deadline ?? .now + .seconds(30)) - Self.reserve
        while .now < deadline {
            guard let job = try await jobs.find(id) else { throw AdminError.jobNotFound }
            switch job.state {
            case .succeeded: return true
            case .failed: throw job.error ?? JobError(code: ErrorCode.moveFailed.rawValue, text: "")
            case .queued, .running, .undoing: try await Task.sleep(for: Self.look)
            }
        }
        return false
    }
}
