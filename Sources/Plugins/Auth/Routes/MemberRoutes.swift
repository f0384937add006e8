internal import Contracts
internal import FoundationEssentials
internal import HTTPTypes

/// The members of an organization and their roles, for its administrators.
struct MemberRoutes: Sendable {
    private static let maxBodyBytes = 16_384

    let members: MemberService

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
        let page = try MemberPage(request)
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
        return .success(try await members.add(order, by: context.user, in: context.database).json, status: .created)
    }

    private func setRole(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let account = try account(context)
        var fields = FieldReader(try request.jsonObject())
        let role = fields.role()
        try fields.finish()
        guard let role else { throw RequestFault.invalid(fields.faults) }
        return .success(try await members.setRole(role, of: account, by: context.user).json)
    }

    private func remove(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        try await members.remove(try account(context), by: context.user, in: context.database)
        return .success([:])
    }

    private func account(_ context: TenantRequestContext) throws(RequestFault) -> UUID {
        guard let account = UUID(canonical: context.request.pathParameters["account"]) else {
            throw .invalidIdentifier(name: "account")
        }
        return account
    }
}

/// Which members a client wants to see.
private struct MemberPage {
    let after: UUID?
    let limit: Int

    init(_ request: Request) throws(RequestFault) {
        let query = try QueryParameters(request.query)
        var faults = Set(query.names).subtracting(["limit", "after"]).sorted().map {
            FieldFault(field: $0, message: "is not a known parameter")
        }
        let limits = query.all("limit")
        let limit = limits.isEmpty ? 50 : limits.count == 1 ? Int(limits[0]) : nil
        if !(1...200).contains(limit ?? 0) { faults.append(FieldFault(field: "limit", message: "must be from 1 to 200")) }
        let afters = query.all("after")
        let after = afters.count == 1 ? UUID(canonical: afters[0]) : nil
        if after == nil, !afters.isEmpty { faults.append(FieldFault(field: "after", message: "must be a UUID")) }
        guard faults.isEmpty, let limit else { throw .invalid(faults) }
        self.limit = limit
        self.after = after
    }
}
