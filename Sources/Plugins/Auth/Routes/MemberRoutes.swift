internal import Contracts
internal import FoundationEssentials
internal import HTTPTypes

/// The members of an organization and their roles, for its administrators.
struct MemberRoutes: Sendable {
    private static let maxBodyBytes = 16_384

    let members: MemberService
    let administration: Administration

    var routes: [Route] {
        let options = RouteOptions(maxBodyBytes: Self.maxBodyBytes)
        return [
            Route(.get, "/api/members", .tenant(minimum: .admin, list)),
            Route(.post, "/api/members", .tenant(minimum: .admin, add), options: options),
            Route(.patch, "/api/members/{account}", .tenant(minimum: .admin, setRole), options: options),
            Route(.delete, "/api/members/{account}", .tenant(minimum: .admin, remove)),
        ]
    }

    private func list(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let page = try ListPage(request)
        // One more than asked for tells whether there is a next page.
        var found = try await members.list(context.tenant.id, after: page.after, limit: page.limit + 1)
        let hasMore = found.count > page.limit
        if hasMore { found.removeLast() }
        return .success([
            "members": .array(found.map(\.json)),
            "next_after": hasMore ? .optional(found.last?.account.canonical) : nil,
        ])
    }

    private func add(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let order = try NewMember(request.jsonObject())
        let actor = try await administration.require(context)
        let added = try await members.add(order, by: actor, in: context.database, limit: context.tenant.limits.users)
        return .success(added.json, status: .created)
    }

    private func setRole(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let account = try account(context)
        var fields = FieldReader(try request.jsonObject())
        let role = fields.role()
        try fields.finish()
        guard let role else { throw RequestFault.invalid(fields.faults) }
        let actor = try await administration.require(context)
        return .success(try await members.setRole(role, of: account, by: actor).json)
    }

    private func remove(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let account = try account(context)
        try await members.remove(account, by: try await administration.require(context), in: context.database)
        return .success([:])
    }

    private func account(_ context: TenantRequestContext) throws(RequestFault) -> UUID {
        guard let account = UUID(canonical: context.request.pathParameters["account"]) else {
            throw .invalidIdentifier(name: "account")
        }
        return account
    }
}
