internal import Contracts
internal import HTTPTypes

/// Emptying a server of tenants' databases.
struct EvacuationRoutes: Sendable {
    private static let path = "/api/admin/servers/{name}"
    private static let maxBodyBytes = 4_096
    /// Of tenants in one answer.
    private static let limits = 1...1000
    private static let defaultLimit = 100

    let evacuation: any ServerEvacuation
    let jobs: any JobQueue

    var routes: [Route] {
        [
            Route(
                .post, Self.path + "/evacuate", .platform(minimum: .superadmin, begin),
                options: RouteOptions(maxBodyBytes: Self.maxBodyBytes)),
            Route(.get, Self.path + "/tenants", .platform(minimum: .operator, remaining)),
        ]
    }

    private func begin(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let order = try EvacuationOrder(request, server: context.request.pathParameters["name"])
        let entered = try await evacuation.enter(order, .queued, actor: context.actor)
        jobs.wake()
        return try await jobs.accepted(entered.id)
    }

    private func remaining(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        var reader = ParameterReader(try QueryParameters(request.query), known: ["limit"])
        let limit = reader.value("limit", "must be from 1 to 1000") { Int($0).flatMap { Self.limits.contains($0) ? $0 : nil } }
        try reader.finish()
        let (tenants, total) = try await evacuation.remaining(
            on: context.request.pathParameters["name"], limit: limit ?? Self.defaultLimit)
        return .success(["tenants": .array(tenants.map(\.json)), "total": .integer(total)])
    }
}

extension EvacuationOrder {
    /// What the body chooses; an absent body chooses nothing.
    ///
    /// - Throws: `RequestFault` naming every faulty field.
    fileprivate init(_ request: Request, server: String) throws {
        guard request.body.count > 0 else {
            self.init(server: server)
            return
        }
        var fields = FieldReader(try request.jsonObject())
        let target = fields.optionalString("to", length: 1...63)
        let workers = fields.optionalInteger("workers", in: Self.workerRange)
        if target == server { fields.fail("to", "must be another server") }
        try fields.finish()
        self.init(server: server, target: target, workers: workers ?? 1)
    }
}

extension RemainingTenant {
    fileprivate var json: JSONValue {
        [
            "id": .string(id.description), "slug": .string(slug), "status": .string(status.rawValue),
            "obstacle": .optional(obstacle),
        ]
    }
}
